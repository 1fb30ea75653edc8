-- grain: one row per week of orders and kind of buyer: what has been refunded so far of the orders placed in it
with

refunded as (

    select
        order_week,
        customer_id,
        guest_order_id,
        sum(amount_minor) as amount
    from refunds_in_scope
    where order_week in (cast(:week as integer), cast(:prior_week as integer), cast(:year_ago_week as integer))
    group by 1, 2, 3

)

select
    'refunds-of-orders' as measure,
    order_week as period,
    case when customer_id is null then 'guest' else 'all' end as scheme,
    case when customer_id is null then 'guest' else 'all' end as segment,
    count_if(amount <> 0) as customers,
    cast(sum(amount) as decimal(38, 0)) as total,
    cast(sum(abs(amount)) as decimal(38, 0)) as absolute,
    element_at(max(abs(amount), 2), 1) as largest,
    element_at(max(abs(amount), 2), 2) as second
from refunded
group by 2, 3, 4
order by 2, 3, 4
