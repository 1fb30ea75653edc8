-- grain: one row: how the seven days before the cut, and their week, compare with the median of the eight weeks before
with

quarters_of_hours as (

    select
        min(ordered_at) as ordered_at,
        count(*) as orders
    from orders
    where
        ordered_at >= cast(:as_of_utc as timestamp) - interval '64' day
        and ordered_at < cast(:as_of_utc as timestamp)
    group by cast(ordered_at as date), hour(ordered_at), minute(ordered_at) / 15

),

order_days as (

    select
        cast(at_timezone(ordered_at at time zone 'UTC', :time_zone) as date) as order_date,
        sum(orders) as orders
    from quarters_of_hours
    group by 1

),

every_day as (

    select
        (listed.days_ago - 1) / 7 as weeks_ago,
        (listed.days_ago - 1) % 7 as weekday,
        coalesce(order_days.orders, 0) as orders
    from unnest(sequence(1, 63)) as listed(days_ago)
    left join order_days
        on order_days.order_date = date_add('day', -listed.days_ago, cast(:as_of as date))

),

days_and_week as (

    select
        weeks_ago,
        weekday,
        orders
    from every_day
    union all
    select
        weeks_ago,
        7 as weekday,
        sum(orders) as orders
    from every_day
    group by weeks_ago

),

usual as (

    select
        weekday,
        cast(sum(case when weeks_ago = 0 then orders else 0 end) as double) as orders,
        array_sort(array_agg(cast(orders as double)) filter (where weeks_ago > 0)) as sorted_before
    from days_and_week
    group by weekday

)

select
    (select date_diff('day', min(ordered_at), cast(:as_of_utc as timestamp)) from orders) as history_days,
    count(*) as days_compared,
    min(2 * orders / (element_at(sorted_before, 4) + element_at(sorted_before, 5))) as lowest,
    max(2 * orders / (element_at(sorted_before, 4) + element_at(sorted_before, 5))) as highest
from usual
where element_at(sorted_before, 4) + element_at(sorted_before, 5) >= 2 * cast(:minimum_orders as integer)
