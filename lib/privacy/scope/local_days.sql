-- grain: one row per UTC day: the local days it has a part in, and the instant at which the later one begins
-- Local midnights fall on quarters of an hour, so conversions are paid by quarter and not by order.
with

days as (

    select calendar_date as utc_date
    from calendar
    union
    select cast(:as_of as date) as utc_date

),

quarters as (

    select
        days.utc_date,
        cast(days.utc_date as timestamp) + listed.quarter * interval '15' minute as instant
    from days
    cross join unnest(sequence(0, 95)) as listed(quarter)
    where days.utc_date >= (select cast(min(orders.ordered_at) as date) from orders)

),

parts as (

    select
        utc_date,
        cast(at_timezone(instant at time zone 'UTC', :time_zone) as date) as local_date,
        min(instant) as begins_at
    from quarters
    group by 1, 2

)

select
    utc_date,
    min(local_date) as first_date,
    max(local_date) as last_date,
    max(begins_at) as last_begins_at
from parts
group by utc_date
