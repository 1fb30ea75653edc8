-- grain: one row per buyer and week of orders: what has been refunded so far of the orders placed in it
select
    'refunds-of-orders' as measure,
    order_week as period,
    case when customer_id is null then 'guest' else 'all' end as scheme,
    case when customer_id is null then 'guest' else 'all' end as segment,
    cast(null as integer) as age,
    cast(sum(amount_minor) as bigint) as amount
from refunds_in_scope
where order_week in (cast(:week as integer), cast(:prior_week as integer), cast(:year_ago_week as integer))
group by order_week, customer_id, guest_order_id
