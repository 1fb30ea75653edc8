-- grain: one row: recent orders, and those without a customer
select
    count(*) as orders,
    count_if(customer_id is null) as guests
from orders
where
    ordered_at >= cast(:recent_from_utc as timestamp)
    and ordered_at < cast(:as_of_utc as timestamp)
