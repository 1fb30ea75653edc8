-- grain: one row: net sales in the reported week of buyers outside the scope
select
    customers,
    total_minor,
    absolute_minor,
    largest_minor,
    second_minor
from outside_week_in_scope
