-- grain: one row per customer and day with an order: one purchase of the models, net of refunds of the day's orders
with

refunded as (

    select
        customer_id,
        order_date,
        sum(amount_minor) as refund_minor
    from refunds_in_scope
    where customer_id is not null
    group by 1, 2

),

ordered as (

    select
        customer_id,
        order_date,
        sum(net_minor) as net_minor
    from orders_in_scope
    where customer_id is not null
    group by 1, 2

)

select
    ordered.customer_id,
    ordered.order_date,
    cast(ordered.net_minor - coalesce(refunded.refund_minor, 0) as bigint) as value_minor
from ordered
left join refunded
    on ordered.customer_id = refunded.customer_id and ordered.order_date = refunded.order_date
