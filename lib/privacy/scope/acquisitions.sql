-- grain: one row per customer with a paid order before the cut: the first one
select
    buyer_id as customer_id,
    min(ordered_at) as acquired_at,
    nullif(min_by(coalesce(channel, ''), row(ordered_at, order_id)), '') as channel,
    nullif(min_by(coalesce(country, ''), row(ordered_at, order_id)), '') as country
from paid_orders
where buyer_id is not null
group by buyer_id
