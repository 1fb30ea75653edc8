-- grain: one row per refund before the cut, at its order's rate, in minor units; of an order never delivered: of nobody
with

refunded as (

    select
        refunds.refund_id,
        refunds.amount,
        paid_orders.order_id,
        paid_orders.buyer_id,
        paid_orders.order_date,
        cast(at_timezone(refunds.refunded_at at time zone 'UTC', :time_zone) as date) as refund_date,
        case
            when refunds.currency = paid_orders.currency then paid_orders.minor_rate
            when refunds.currency = :reporting_currency then cast(:minor_units as decimal(20, 8))
        end as minor_rate
    from refunds
    left join paid_orders
        on refunds.order_id = paid_orders.order_id
    left join orders
        on refunds.order_id = orders.order_id
    where
        refunds.refunded_at < cast(:as_of_utc as timestamp)
        and (
            paid_orders.order_id is not null
            or orders.order_id is null
            and refunds.refunded_at >= cast(:retained_from_utc as timestamp)
            and :lawful_basis = 'declared'
            and :regions = 'any'
        )

)

select
    customers_in_scope.customer_id,
    case when refunded.buyer_id is null then coalesce(refunded.order_id, refunded.refund_id) end as guest_order_id,
    refunded.refund_date,
    refunded.order_date,
    date_diff('week', date '1970-01-05', refunded.refund_date) as week,
    date_diff('week', date '1970-01-05', refunded.order_date) as order_week,
    calendar.month,
    date_diff('day', customers_in_scope.acquired_date, refunded.refund_date) as age_days,
    cast(refunded.amount * refunded.minor_rate as bigint) as amount_minor
from refunded
inner join calendar
    on refunded.refund_date = calendar.calendar_date
left join customers_in_scope
    on refunded.buyer_id = customers_in_scope.buyer_id
where
    refunded.minor_rate is not null
    and (customers_in_scope.customer_id is not null or refunded.buyer_id is null)
