-- grain: one row per table and day of the nine weeks before the cut: rows delivered
select
    delivered,
    days_ago,
    delivered_rows,
    stamped_rows,
    late_rows
from delivered_days_in_scope
order by delivered, days_ago
