-- grain: one row: monthly revenue of all subscriptions, and the sum of gaps between a change and the one before it
with

rates as (

    select
        base,
        max_by(rate, rate_date) as rate
    from fx_rates
    where
        quote = :reporting_currency
        and coalesce(kind, 'spot') = 'spot'
        and rate_date < cast(:as_of as date)
    group by base

),

changes as (

    select
        subscription_id,
        currency,
        mrr_before,
        mrr_after,
        lag(mrr_after) over (
            partition by subscription_id
            order by effective_at
        ) as previous_after,
        row_number() over (
            partition by subscription_id
            order by effective_at desc
        ) as changes_since
    from subscriptions
    where effective_at < cast(:as_of_utc as timestamp)

),

priced as (

    select
        changes.*,
        cast(case when changes.currency = :reporting_currency then 1 else rates.rate end as decimal(18, 8)) as rate
    from changes
    left join rates
        on changes.currency = rates.base

)

select
    cast(sum(abs(mrr_before - previous_after) * rate) as double) as gaps,
    cast(sum(case when changes_since = 1 then mrr_after * rate end) as double) as mrr
from priced
