-- grain: one row per customer, product and close: what is held, whether bought or subscribed to
-- What was bought is held for 730 days, unless it came back; what is subscribed to while it is paid for.
select distinct
    order_items_in_scope.customer_id,
    order_items_in_scope.product_id,
    order_items_in_scope.family,
    closes.period
from order_items_in_scope
inner join closes
    on
        order_items_in_scope.order_date < closes.ends
        and order_items_in_scope.order_date >= date_add('day', -730, closes.ends)
        and coalesce(order_items_in_scope.returned_date >= closes.ends, true)
union
select
    subscribed_products_in_scope.customer_id,
    subscribed_products_in_scope.product_id,
    subscribed_products_in_scope.family,
    closes.period
from subscribed_products_in_scope
inner join closes
    on
        subscribed_products_in_scope.from_date < closes.ends
        and coalesce(subscribed_products_in_scope.until_date >= closes.ends, true)
