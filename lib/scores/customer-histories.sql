-- grain: one row per customer in scope: purchase history up to the cut in bins of days, and what the repeats were worth
with

summaries as (

    select
        customer_id,
        cast(count(*) - 1 as integer) as frequency,
        min(order_date) as first_date,
        max(order_date) as last_date,
        cast(sum(value_minor) - min_by(value_minor, order_date) as bigint) as repeat_minor
    from purchase_days_in_scope
    group by customer_id

)

select
    customers_in_scope.buyer_id as customer_id,
    summaries.frequency,
    cast(round(date_diff('day', summaries.first_date, summaries.last_date) / cast(:bin_days as double)) as integer)
        as recency,
    cast(
        round((date_diff('day', summaries.first_date, cast(:as_of as date)) - 1) / cast(:bin_days as double)) as integer
    ) as age,
    summaries.repeat_minor
from summaries
inner join customers_in_scope
    on summaries.customer_id = customers_in_scope.customer_id
