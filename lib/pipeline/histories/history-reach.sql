-- grain: one row: first and last purchase day before the end, and how many customers may have bought
select
    cast(min(order_date) as varchar) as first_date,
    cast(max(order_date) as varchar) as last_date,
    (select count(*) from customers_in_scope) as customers
from purchase_days_in_scope
