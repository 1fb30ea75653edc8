-- grain: one row per customer and day with an order: that day, and the next such day, null while there is none
select
    customer_id,
    order_date as from_date,
    lead(order_date) over (partition by customer_id order by order_date) as to_date
from purchase_days_in_scope
