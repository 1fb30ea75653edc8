-- grain: one row per month close that is compared
select
    period,
    cast(ends as date) as ends
from (
    values
    (cast(:month as integer), :month_ends),
    (cast(:prior_month as integer), :prior_month_ends),
    (cast(:year_ago_month as integer), :year_ago_month_ends)
) as listed(period, ends)
