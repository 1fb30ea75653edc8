-- grain: one row per charge object of the Stripe API, one CSV column per field; amounts in the smallest unit
select
    charges.id as order_id,
    charges.customer as customer_id,
    cast(
        cast(
            timestamp '1970-01-01 00:00:00' + case
                when regexp_like(cast(charges.created as varchar), '^[0-9]{1,12}$') then cast(charges.created as bigint)
            end * interval '1' second as timestamp(0)
        ) as varchar
    ) || 'Z' as ordered_at,
    upper(charges.currency) as currency,
    cast(
        case
            when regexp_like(cast(charges.amount as varchar), '^[0-9]+$')
                then cast(charges.amount as decimal(14, 0))
        end * coalesce(units.smallest_unit, cast(0.01 as decimal(4, 3))) as decimal(18, 4)
    ) as net_amount,
    case
        when lower(charges.status) = 'failed' then 'void'
        when lower(charges.status) = 'pending' then 'pending'
        when coalesce(lower(charges.status), '') <> 'succeeded' then coalesce(charges.status, 'unknown')
        when lower(charges.captured) = 'true' then 'paid'
        when lower(charges.captured) = 'false' then 'pending'
        else coalesce(charges.captured, 'unknown')
    end as status,
    case lower(charges.livemode)
        when 'true' then 'false'
        when 'false' then 'true'
        else coalesce(charges.livemode, 'unknown')
    end as is_test
from charges
left join stripe_api_money as units
    on lower(charges.currency) = units.currency
