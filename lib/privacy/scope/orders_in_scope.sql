-- grain: one row per paid order before the cut, of a customer in scope or of a guest; amounts in minor units
-- A cast to bigint rounds half away from zero on both engines, in a tenth of the time of round().
select
    customers_in_scope.customer_id,
    case when paid_orders.buyer_id is null then paid_orders.order_id end as guest_order_id,
    paid_orders.order_date,
    date_diff('week', date '1970-01-05', paid_orders.order_date) as week,
    calendar.month,
    date_diff('day', customers_in_scope.acquired_date, paid_orders.order_date) as age_days,
    cast(paid_orders.discount_amount * paid_orders.minor_rate as bigint) as discount_minor,
    cast(paid_orders.net_amount * paid_orders.minor_rate as bigint) as net_minor,
    cast(paid_orders.shipping_amount * paid_orders.minor_rate as bigint) as shipping_minor,
    cast(paid_orders.cogs_amount * paid_orders.minor_rate as bigint) as cogs_minor,
    cast(paid_orders.fulfilment_amount * paid_orders.minor_rate as bigint) as fulfilment_minor
from paid_orders
inner join calendar
    on paid_orders.order_date = calendar.calendar_date
left join customers_in_scope
    on paid_orders.buyer_id = customers_in_scope.customer_id
where
    customers_in_scope.customer_id is not null
    or paid_orders.buyer_id is null
