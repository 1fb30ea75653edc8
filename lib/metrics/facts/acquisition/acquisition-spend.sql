-- grain: one row per week or fiscal month, channel and cost type: what was spent to win customers, about no person
select
    'week' as grain,
    week as period,
    channel,
    cost_type,
    cast(sum(amount_minor) as bigint) as spend
from marketing_spend_in_scope
where
    purpose = 'acquisition'
    and week in (cast(:week as integer), cast(:prior_week as integer), cast(:year_ago_week as integer))
group by 1, 2, 3, 4
union all
select
    'month' as grain,
    month as period,
    channel,
    cost_type,
    cast(sum(amount_minor) as bigint) as spend
from marketing_spend_in_scope
where purpose = 'acquisition'
group by 1, 2, 3, 4
order by 1, 2, 3, 4
