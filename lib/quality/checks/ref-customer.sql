-- grain: one row: recent orders with a customer, and those whose customer is in the customers table
with

buyers as (

    select
        customer_id,
        count(*) as orders
    from orders
    where
        customer_id is not null
        and ordered_at >= cast(:recent_from_utc as timestamp)
        and ordered_at < cast(:as_of_utc as timestamp)
    group by customer_id

)

select
    sum(buyers.orders) as orders,
    sum(case when customers.customer_id is not null then buyers.orders else 0 end) as known
from buyers
left join customers
    on buyers.customer_id = customers.customer_id
