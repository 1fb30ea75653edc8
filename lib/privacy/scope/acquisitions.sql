-- grain: one row per customer with a paid order before the cut: the first one, and a number to join by in this run
with

firsts as (

    select
        buyer_id,
        min(ordered_at) as acquired_at
    from paid_orders
    where buyer_id is not null
    group by buyer_id

)

select
    firsts.buyer_id,
    cast(row_number() over (order by firsts.buyer_id) as integer) as customer_id,
    firsts.acquired_at,
    min(paid_orders.order_date) as acquired_date,
    nullif(min_by(coalesce(paid_orders.channel, ''), paid_orders.order_id), '') as channel,
    nullif(min_by(coalesce(paid_orders.country, ''), paid_orders.order_id), '') as country
from paid_orders
inner join firsts
    on
        paid_orders.buyer_id = firsts.buyer_id
        and paid_orders.ordered_at = firsts.acquired_at
group by firsts.buyer_id, firsts.acquired_at
