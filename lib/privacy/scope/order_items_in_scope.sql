-- grain: one row per line of a paid order of a customer in scope, gift cards aside: the product, and when it came back if it did
with

-- What the catalogue says of a product now: a family that is renamed is renamed in all that was ever sold of it.
catalogue as (

    select
        product_id,
        max_by(family, coalesce(valid_from, timestamp '0001-01-01 00:00:00')) as family,
        max_by(category, coalesce(valid_from, timestamp '0001-01-01 00:00:00')) as category
    from products
    where coalesce(valid_from, timestamp '0001-01-01 00:00:00') < cast(:as_of_utc as timestamp)
    group by 1

),

returned as (

    select
        order_items.order_item_id,
        min(lines_given_back.returned_date) as returned_date
    from lines_given_back
    inner join order_items
        on lines_given_back.order_id = order_items.order_id
    where coalesce(lines_given_back.order_item_id, order_items.order_item_id) = order_items.order_item_id
    group by 1

)

select
    customers_in_scope.customer_id,
    order_items.product_id,
    coalesce(catalogue.family, order_items.category, catalogue.category) as family,
    paid_orders.order_date,
    returned.returned_date
from order_items
inner join paid_orders
    on order_items.order_id = paid_orders.order_id
inner join customers_in_scope
    on paid_orders.buyer_id = customers_in_scope.buyer_id
left join catalogue
    on order_items.product_id = catalogue.product_id
left join returned
    on order_items.order_item_id = returned.order_item_id
where not coalesce(order_items.is_gift_card, false)
