-- grain: one row per customer and close: who ordered in the 730 days before, or holds something
select
    orders_in_scope.customer_id,
    closes.period
from orders_in_scope
inner join closes
    on
        orders_in_scope.order_date < closes.ends
        and orders_in_scope.order_date >= date_add('day', -730, closes.ends)
where orders_in_scope.customer_id is not null
union
select
    customer_id,
    period
from held_products
