-- grain: one row per measure and audience: active subscribers before a cut and their monthly recurring revenue, behind a forecast
with

spells as (

    select
        customer_id,
        spell_date,
        min_by(renewal_interval, change_date) as renewal_interval,
        max_by(mrr_minor, change_date) as mrr_minor
    from subscriptions_in_scope
    where change_date < cast(:cut as date)
    group by 1, 2

),

active as (

    select
        audiences_in_scope.scheme,
        audiences_in_scope.segment,
        count(*) as customers,
        sum(spells.mrr_minor) as total,
        max(spells.mrr_minor, 2) as largest
    from spells
    inner join audiences_in_scope
        on spells.customer_id = audiences_in_scope.customer_id
    where
        spells.mrr_minor > 0
        and spells.renewal_interval in (
            select listed.renewal_interval
            from unnest(split(:renewal_intervals, ',')) as listed(renewal_interval)
        )
    group by 1, 2

)

select
    listed.measure,
    0 as period,
    active.scheme,
    active.segment,
    active.customers,
    cast(case listed.measure when 'recurring-revenue' then active.total else active.customers end as decimal(38, 0)) as total,
    cast(case listed.measure when 'recurring-revenue' then active.total else active.customers end as decimal(38, 0))
        as absolute,
    case listed.measure when 'recurring-revenue' then element_at(active.largest, 1) else 1 end as largest,
    case
        when listed.measure = 'recurring-revenue' then element_at(active.largest, 2)
        when active.customers > 1 then 1
    end as second
from active
cross join unnest(split('active-subscribers,recurring-revenue', ',')) as listed(measure)
order by 1, 2, 3, 4
