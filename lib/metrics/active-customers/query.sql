-- grain: one row per window: how many customers ordered in the 28 days before its end
with

windows as (

    select
        listed.week,
        cast(listed.ends as date) as ends
    from (
        values
        (cast(:week as integer), :week_ends),
        (cast(:prior_week as integer), :prior_week_ends),
        (cast(:year_ago_week as integer), :year_ago_week_ends)
    ) as listed(week, ends)

),

buyers as (

    select
        windows.week,
        orders_in_scope.customer_id
    from orders_in_scope
    inner join windows
        on
            orders_in_scope.order_date >= date_add('day', -28, windows.ends)
            and orders_in_scope.order_date < windows.ends
    where orders_in_scope.customer_id is not null
    group by 1, 2

)

select
    'active-customers-28-d' as measure,
    week as period,
    'all' as scheme,
    'all' as segment,
    count(*) as customers,
    count(*) as total,
    count(*) as absolute,
    1 as largest,
    case when count(*) > 1 then 1 else 0 end as second
from buyers
group by week
order by week
