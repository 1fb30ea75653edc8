-- grain: one row per refund of a paid order before the cut, at its order's rate; amounts in minor units
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

refunded as (

    select
        refunds.refund_id,
        refunds.amount,
        orders.order_id,
        orders.customer_id,
        coalesce(customers.merged_into, orders.customer_id) as buyer_id,
        cast((refunds.refunded_at at time zone 'UTC') at time zone :time_zone as date) as refund_date,
        cast((orders.ordered_at at time zone 'UTC') at time zone :time_zone as date) as order_date,
        cast(
            case
                when refunds.currency = :reporting_currency then 1
                else coalesce(orders.fx_rate, rates.rate)
            end * cast(:minor_units as integer) as decimal(18, 8)
        ) as minor_rate
    from refunds
    inner join orders
        on refunds.order_id = orders.order_id
    left join rates
        on
            refunds.currency = rates.base
            and cast(orders.ordered_at as date) = rates.rate_date
    left join customers
        on orders.customer_id = customers.customer_id
    where
        refunds.refunded_at < cast(:as_of_utc as timestamp)
        and coalesce(orders.status, 'paid') = 'paid'
        and orders.cancelled_at is null
        and not coalesce(orders.is_test, false)

)

select
    refunded.refund_id,
    customers_in_scope.customer_id,
    case when refunded.customer_id is null then refunded.order_id end as guest_order_id,
    refunded.refund_date,
    refunded.order_date,
    date_diff('week', date '1970-01-05', refunded.refund_date) as week,
    date_diff('week', date '1970-01-05', refunded.order_date) as order_week,
    calendar.month,
    date_diff('day', customers_in_scope.acquired_date, refunded.refund_date) as age_days,
    cast(round(refunded.amount * refunded.minor_rate, 0) as bigint) as amount_minor
from refunded
inner join calendar
    on refunded.refund_date = calendar.calendar_date
left join customers_in_scope
    on refunded.buyer_id = customers_in_scope.customer_id
where
    refunded.minor_rate is not null
    and (customers_in_scope.customer_id is not null or refunded.customer_id is null)
