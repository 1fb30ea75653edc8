-- grain: one row per scope and purchase history of customers known before the cut, and what their repeats were worth
with

summaries as (

    select
        customer_id,
        cast(count(*) - 1 as integer) as frequency,
        min(order_date) as first_date,
        max(order_date) as last_date,
        cast(sum(value_minor) - min_by(value_minor, order_date) as bigint) as repeat_minor
    from purchase_days_in_scope
    where order_date < cast(:cut as date)
    group by customer_id

),

histories as (

    select
        customer_id,
        frequency,
        cast(round(date_diff('day', first_date, last_date) / cast(:bin_days as double)) as integer) as recency,
        cast(
            round((date_diff('day', first_date, cast(:cut as date)) - 1) / cast(:bin_days as double)) as integer
        ) as age,
        repeat_minor
    from summaries

),

scopes as (

    select
        customer_id,
        scheme,
        segment
    from audiences_in_scope
    where strpos(',' || :scopes || ',', ',' || scheme || ',') > 0
    union all
    select
        customer_id,
        'cohort' as scheme,
        cast(acquired_month as varchar) as segment
    from customers_in_scope
    where
        acquisition_known
        and acquired_month >= cast(:first_cohort as integer)

)

select
    scopes.scheme,
    scopes.segment,
    histories.frequency,
    histories.recency,
    histories.age,
    cast(count(*) as integer) as customers,
    cast(sum(histories.repeat_minor) as double) as repeat_minor,
    cast(sum(cast(histories.repeat_minor as decimal(18, 0)) * cast(histories.repeat_minor as decimal(18, 0))) as double)
        as squared_repeat_minor
from histories
inner join scopes
    on histories.customer_id = scopes.customer_id
group by 1, 2, 3, 4, 5
order by 1, 2, 3, 4, 5
