-- grain: one row: recent orders of known customers, and those that repeat another one's content under another id
with

contents as (

    select count(*) as orders
    from orders
    where
        customer_id is not null
        and ordered_at >= cast(:recent_from_utc as timestamp)
        and ordered_at < cast(:as_of_utc as timestamp)
    group by
        customer_id,
        ordered_at,
        net_amount,
        currency

)

select
    sum(orders) as orders,
    sum(orders - 1) as repeats
from contents
