-- grain: one row per bin of days back from the cut in which somebody bought, counted as the ages of histories are
select
    cast(
        round((date_diff('day', order_date, cast(:cut as date)) - 1) / cast(:bin_days as double)) as integer
    ) as age,
    cast(count(*) as integer) as purchases
from purchase_days_in_scope
where order_date < cast(:cut as date)
group by 1
order by 1
