-- grain: one row per order before the cut that is paid, real and not cancelled, of whoever bought
select
    orders.order_id,
    coalesce(customers.merged_into, orders.customer_id) as buyer_id,
    orders.ordered_at,
    cast((orders.ordered_at at time zone 'UTC') at time zone :time_zone as date) as order_date,
    orders.currency,
    cast(
        case
            when orders.currency = :reporting_currency then 1
            else coalesce(orders.fx_rate, spot_rates.rate)
        end * cast(:minor_units as integer) as decimal(18, 8)
    ) as minor_rate,
    orders.channel,
    orders.country,
    orders.net_amount,
    coalesce(orders.discount_amount, orders.gross_amount - orders.net_amount, 0) as discount_amount,
    coalesce(orders.shipping_charged, 0) as shipping_amount,
    coalesce(orders.cogs_amount, 0) as cogs_amount,
    coalesce(orders.fulfilment_cost, 0) + coalesce(orders.payment_fee, 0) as fulfilment_amount
from orders
left join spot_rates
    on
        orders.currency = spot_rates.base
        and cast(orders.ordered_at as date) = spot_rates.rate_date
left join customers
    on orders.customer_id = customers.customer_id
where
    coalesce(orders.status, 'paid') = 'paid'
    and orders.cancelled_at is null
    and not coalesce(orders.is_test, false)
    and orders.ordered_at < cast(:as_of_utc as timestamp)
