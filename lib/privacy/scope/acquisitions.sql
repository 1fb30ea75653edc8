-- grain: one row per customer with a paid order before the cut: the first one, and a number to join by in this run
with

firsts as (

    select
        buyer_id,
        min(ordered_at, 2) as earliest,
        min(order_date) as acquired_date,
        min_by(coalesce(channel, ''), ordered_at) as channel,
        min_by(coalesce(country, ''), ordered_at) as country
    from paid_orders
    where buyer_id is not null
    group by buyer_id

),

-- Of first orders at one instant the lowest id decides. They are rare, and a second reading is cheaper than a key of two.
tied as (

    select
        paid_orders.buyer_id,
        min_by(coalesce(paid_orders.channel, ''), paid_orders.order_id) as channel,
        min_by(coalesce(paid_orders.country, ''), paid_orders.order_id) as country
    from paid_orders
    inner join firsts
        on
            paid_orders.buyer_id = firsts.buyer_id
            and paid_orders.ordered_at = element_at(firsts.earliest, 1)
    where element_at(firsts.earliest, 1) = element_at(firsts.earliest, 2)
    group by paid_orders.buyer_id

)

select
    firsts.buyer_id,
    cast(row_number() over (order by firsts.buyer_id) as integer) as customer_id,
    element_at(firsts.earliest, 1) as acquired_at,
    firsts.acquired_date,
    nullif(coalesce(tied.channel, firsts.channel), '') as channel,
    nullif(coalesce(tied.country, firsts.country), '') as country
from firsts
left join tied
    on firsts.buyer_id = tied.buyer_id
