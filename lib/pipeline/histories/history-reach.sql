-- grain: one row: first and last purchase day before the cut
select
    cast(min(order_date) as varchar) as first_date,
    cast(max(order_date) as varchar) as last_date
from purchase_days_in_scope
