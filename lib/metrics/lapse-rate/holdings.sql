-- grain: one row per customer active when a month began, measure and month: whether their gap passed the limit in it
-- The limit of the month goes along with each of them. A gap passes the limit on the day after its last day.
with

active as (

    select
        gap_limits.period,
        gap_limits.days,
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
    group by 1, 2, 3
    having min(order_gaps.from_date) < max(gap_limits.limit_date)

)

select
    active.customer_id,
    listed.measure,
    active.period,
    case listed.measure
        when 'lapse-active' then 1
        when 'lapsed' then active.lapsed
        when 'not-lapsed' then 1 - active.lapsed
        else active.days
    end as amount
from active
cross join unnest(split('lapse-active,lapsed,not-lapsed,lapse-limit', ',')) as listed(measure)
