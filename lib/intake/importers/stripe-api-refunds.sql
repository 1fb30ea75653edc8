-- grain: one row per refund object of the Stripe API that succeeded, one CSV column per field; amounts in the smallest unit
select
    refunds.id as refund_id,
    refunds.charge as order_id,
    cast(
        cast(
            timestamp '1970-01-01 00:00:00' + case
                when regexp_like(cast(refunds.created as varchar), '^[0-9]{1,12}$') then cast(refunds.created as bigint)
            end * interval '1' second as timestamp(0)
        ) as varchar
    ) || 'Z' as refunded_at,
    upper(refunds.currency) as currency,
    cast(
        case
            when regexp_like(cast(refunds.amount as varchar), '^[0-9]+$')
                then cast(refunds.amount as decimal(14, 0))
        end * coalesce(units.smallest_unit, cast(0.01 as decimal(4, 3))) as decimal(18, 4)
    ) as amount
from refunds
left join stripe_api_money as units
    on lower(refunds.currency) = units.currency
where lower(refunds.status) = 'succeeded'
