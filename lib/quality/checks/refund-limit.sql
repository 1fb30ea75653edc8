-- grain: one row: money refunded of recently refunded orders of the last 53 weeks, and the part of it above net amount and shipping
with

refunded as (

    select
        order_id,
        currency,
        sum(amount) as amount
    from refunds
    where refunded_at < cast(:as_of_utc as timestamp)
    group by 1, 2
    having max(refunded_at) >= cast(:recent_from_utc as timestamp)

),

compared as (

    select
        refunded.amount,
        refunded.amount - orders.net_amount - coalesce(orders.shipping_charged, 0) as above,
        cast(
            case
                when orders.currency = :reporting_currency then 1
                else coalesce(orders.fx_rate, spot_rates.rate)
            end as decimal(18, 8)
        ) as rate
    from refunded
    inner join orders
        on
            refunded.order_id = orders.order_id
            and refunded.currency = orders.currency
    left join spot_rates
        on
            orders.currency = spot_rates.base
            and cast(orders.ordered_at as date) = spot_rates.rate_date
    where orders.ordered_at >= cast(:as_of_utc as timestamp) - interval '371' day

)

select
    cast(sum(amount * rate) as double) as refunded,
    cast(sum(case when above > 0 then above * rate end) as double) as above
from compared
