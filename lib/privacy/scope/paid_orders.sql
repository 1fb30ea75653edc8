-- grain: one row per order before the cut that is paid, real, not cancelled and has a rate, of whoever bought
with

priced as (

    select
        orders.*,
        coalesce(customers.merged_into, orders.customer_id) as buyer_id,
        case
            when orders.ordered_at < local_days.last_begins_at then local_days.first_date
            else local_days.last_date
        end as order_date,
        cast(
            case
                when orders.currency = :reporting_currency then 1
                else coalesce(orders.fx_rate, spot_rates.rate)
            end * cast(:minor_units as integer) as decimal(20, 8)
        ) as minor_rate
    from orders
    inner join local_days
        on cast(orders.ordered_at as date) = local_days.utc_date
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

)

select
    order_id,
    buyer_id,
    ordered_at,
    order_date,
    currency,
    minor_rate,
    channel,
    country,
    net_amount,
    coalesce(discount_amount, gross_amount - net_amount, 0) as discount_amount,
    coalesce(shipping_charged, 0) as shipping_amount,
    coalesce(cogs_amount, 0) as cogs_amount,
    coalesce(fulfilment_cost, 0) + coalesce(payment_fee, 0) as fulfilment_amount
from priced
where minor_rate is not null
