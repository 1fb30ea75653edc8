-- grain: one row per date of `limit_dates`: days within which nine of ten orders of the two years before it followed the one before
-- On a grid of whole weeks, for a quantile is told only so closely.
with

grid as (

    select
        limit_dates.period,
        limit_dates.limit_date,
        (date_diff('day', order_gaps.from_date, order_gaps.to_date) + 6) / 7 * 7 as days,
        count(*) as gaps
    from order_gaps
    inner join limit_dates
        on
            order_gaps.to_date < limit_dates.limit_date
            and order_gaps.from_date >= date_add('day', -730, limit_dates.limit_date)
    group by 1, 2, 3

),

ranked as (

    select
        grid.*,
        sum(gaps) over (partition by period order by days) as within_days,
        sum(gaps) over (partition by period) as all_gaps
    from grid

)

select
    period,
    limit_date,
    min(days) as days
from ranked
where within_days * 10 >= all_gaps * 9
group by 1, 2
