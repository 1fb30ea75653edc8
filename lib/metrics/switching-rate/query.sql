-- grain: one row per customer, measure and month in which a subscription of theirs ended: why, as far as it is known
with

cancelled as (

    select
        customer_id,
        month,
        max(case when competitor is not null or reason = 'switched' then 1 else 0 end) as switched,
        max(case when competitor is not null or reason is not null then 1 else 0 end) as known
    from subscription_notices_in_scope
    where
        is_end
        and month in (cast(:month as integer), cast(:prior_month as integer), cast(:year_ago_month as integer))
    group by 1, 2

)

select
    listed.measure,
    cancelled.month as period,
    'all' as scheme,
    'all' as segment,
    cast(null as integer) as age,
    case listed.measure
        when 'cancelled-customers' then 1
        when 'cancelled-for-known-reason' then known
        when 'cancelled-for-unknown-reason' then 1 - known
        when 'cancelled-for-competitor' then switched
        when 'cancelled-for-other-reason' then known - switched
    end as amount
from cancelled
cross join unnest(split(:measures, ',')) as listed(measure)
