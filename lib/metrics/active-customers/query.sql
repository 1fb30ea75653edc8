-- grain: one row per window and customer who ordered in the 28 days before its end
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

)

select
    'active-customers-28-d' as measure,
    windows.week as period,
    'all' as scheme,
    'all' as segment,
    cast(null as integer) as age,
    1 as amount
from orders_in_scope
inner join windows
    on
        orders_in_scope.order_date >= date_add('day', -28, windows.ends)
        and orders_in_scope.order_date < windows.ends
where orders_in_scope.customer_id is not null
group by windows.week, orders_in_scope.customer_id
