-- grain: one row per quarter of acquisition, history at a cut and number of purchases from there to a later cut
-- Of very many customers, one in :stride stands for all.
with

summaries as (

    select
        customer_id,
        cast(count_if(order_date < cast(:cut as date)) - 1 as integer) as frequency,
        min(order_date) as first_date,
        max(case when order_date < cast(:cut as date) then order_date end) as last_date,
        cast(count_if(order_date >= cast(:cut as date)) as integer) as holdout_purchases
    from purchase_days_in_scope
    where
        customer_id % cast(:stride as integer) = 0
        and order_date < cast(:until as date)
    group by customer_id

)

select
    cast(year(first_date) * 4 + quarter(first_date) as varchar) as scope,
    frequency,
    cast(round(date_diff('day', first_date, last_date) / cast(:bin_days as double)) as integer) as recency,
    cast(
        round((date_diff('day', first_date, cast(:cut as date)) - 1) / cast(:bin_days as double)) as integer
    ) as age,
    holdout_purchases,
    cast(count(*) as integer) as customers
from summaries
where first_date < cast(:cut as date)
group by 1, 2, 3, 4, 5
order by 1, 2, 3, 4, 5
