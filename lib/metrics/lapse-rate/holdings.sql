-- grain: one row per customer, measure and month: who was active when it began, and whose gap passed the limit in it
-- The limit of each month goes along as a row of nobody. A gap passes the limit on the day after its last day.
with

active as (

    select
        gap_limits.period,
        order_gaps.customer_id,
        max(
            case
                when
                    coalesce(order_gaps.to_date > date_add('day', gap_limits.days, order_gaps.from_date), true)
                    and date_add('day', gap_limits.days + 1, order_gaps.from_date) < limit_dates.ends
                    then 1
                else 0
            end
        ) as lapsed
    from order_gaps
    cross join gap_limits
    inner join limit_dates
        on gap_limits.period = limit_dates.period
    where
        order_gaps.from_date >= date_add('day', -(gap_limits.days + 1), gap_limits.limit_date)
        and order_gaps.from_date < limit_dates.ends
    group by 1, 2
    having min(order_gaps.from_date) < max(gap_limits.limit_date)

)

select
    active.customer_id,
    listed.measure,
    active.period,
    1 as amount
from active
cross join unnest(split('lapse-active,lapsed', ',')) as listed(measure)
where listed.measure = 'lapse-active' or active.lapsed = 1
union all
select
    cast(null as integer) as customer_id,
    'lapse-limit' as measure,
    period,
    days as amount
from gap_limits
