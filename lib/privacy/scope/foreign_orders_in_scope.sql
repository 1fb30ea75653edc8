-- grain: one row per order of the last 22 days in scope in another currency than the reporting one: sales and shipping at its rate, and in its currency
-- The reported week and the one before lie in them, wherever midnight is; to read no more spares converting the rest.
select
    customers_in_scope.customer_id,
    case when paid_orders.buyer_id is null then paid_orders.order_id end as guest_order_id,
    date_diff('week', date '1970-01-05', paid_orders.order_date) as week,
    paid_orders.currency,
    cast(paid_orders.minor_rate * paid_orders.net_amount as bigint)
    + cast(paid_orders.minor_rate * paid_orders.shipping_amount as bigint) as billed_minor,
    paid_orders.net_amount + paid_orders.shipping_amount as billed_abroad
from paid_orders
left join customers_in_scope
    on paid_orders.buyer_id = customers_in_scope.buyer_id
where
    paid_orders.currency <> :reporting_currency
    and paid_orders.ordered_at >= date_add('day', -22, cast(:as_of as timestamp))
    and (customers_in_scope.customer_id is not null or paid_orders.buyer_id is null)
