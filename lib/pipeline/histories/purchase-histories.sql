-- grain: one row per scope and purchase history of customers known before the cut
with

summaries as (

    select
        customer_id,
        count(*) - 1 as frequency,
        min(order_date) as first_date,
        max(order_date) as last_date,
        sum(value_minor) - min_by(value_minor, order_date) as repeat_minor
    from purchase_days_in_scope
    where order_date < cast(:cut as date)
    group by customer_id

),

placed as (

    select
        audiences_in_scope.scheme,
        audiences_in_scope.segment,
        summaries.customer_id
    from summaries
    inner join audiences_in_scope
        on summaries.customer_id = audiences_in_scope.customer_id
    where audiences_in_scope.scheme in (select listed.scheme from unnest(split(:scopes, ',')) as listed(scheme))
    union all
    select
        'cohort' as scheme,
        cast(customers_in_scope.acquired_month as varchar) as segment,
        summaries.customer_id
    from summaries
    inner join customers_in_scope
        on summaries.customer_id = customers_in_scope.customer_id
    where
        customers_in_scope.acquisition_known
        and customers_in_scope.acquired_month >= cast(:first_cohort as integer)

)

select
    placed.scheme,
    placed.segment,
    summaries.frequency,
    cast(
        round(date_diff('day', summaries.first_date, summaries.last_date) / cast(:bin_days as double)) as integer
    ) as recency,
    cast(
        round((date_diff('day', summaries.first_date, cast(:cut as date)) - 1) / cast(:bin_days as double)) as integer
    ) as age,
    count(*) as customers,
    cast(
        sum(cast(summaries.repeat_minor / cast(nullif(summaries.frequency, 0) as double) as decimal(38, 6))) as double
    ) as sum_mean,
    cast(
        sum(cast(power(summaries.repeat_minor / cast(nullif(summaries.frequency, 0) as double), 2) as decimal(38, 4)))
        as double
    ) as sum_squared_mean
from summaries
inner join placed
    on summaries.customer_id = placed.customer_id
group by 1, 2, 3, 4, 5
order by 1, 2, 3, 4, 5
