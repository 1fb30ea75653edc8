-- grain: one row per paid order before the cut, of a customer in scope or of a guest; amounts in minor units
with

rates as (

    select
        rate_date,
        base,
        max(rate) as rate
    from fx_rates
    where
        quote = :reporting_currency
        and coalesce(kind, 'spot') = 'spot'
    group by 1, 2

),

paid as (

    select
        orders.*,
        cast((orders.ordered_at at time zone 'UTC') at time zone :time_zone as date) as order_date,
        cast(
            case
                when orders.currency = :reporting_currency then 1
                else coalesce(orders.fx_rate, rates.rate)
            end * cast(:minor_units as integer) as decimal(18, 8)
        ) as minor_rate,
        coalesce(customers.merged_into, orders.customer_id) as buyer_id
    from orders
    left join rates
        on
            orders.currency = rates.base
            and cast(orders.ordered_at as date) = rates.rate_date
    left join customers
        on orders.customer_id = customers.customer_id
    where
        coalesce(orders.status, 'paid') = 'paid'
        and orders.cancelled_at is null
        and not coalesce(orders.is_test, false)
        and orders.ordered_at < cast(:as_of_utc as timestamp)

)

select
    customers_in_scope.customer_id,
    case when paid.customer_id is null then paid.order_id end as guest_order_id,
    paid.order_date,
    date_diff('week', date '1970-01-05', paid.order_date) as week,
    calendar.month,
    date_diff('day', customers_in_scope.acquired_date, paid.order_date) as age_days,
    cast(round(coalesce(paid.discount_amount, paid.gross_amount - paid.net_amount, 0) * paid.minor_rate, 0) as bigint) as discount_minor,
    cast(round(paid.net_amount * paid.minor_rate, 0) as bigint) as net_minor,
    cast(round(coalesce(paid.shipping_charged, 0) * paid.minor_rate, 0) as bigint) as shipping_minor,
    cast(round(coalesce(paid.cogs_amount, 0) * paid.minor_rate, 0) as bigint) as cogs_minor,
    cast(round((coalesce(paid.fulfilment_cost, 0) + coalesce(paid.payment_fee, 0)) * paid.minor_rate, 0) as bigint) as fulfilment_minor
from paid
inner join calendar
    on paid.order_date = calendar.calendar_date
left join customers_in_scope
    on paid.buyer_id = customers_in_scope.customer_id
where
    paid.minor_rate is not null
    and (customers_in_scope.customer_id is not null or paid.customer_id is null)
