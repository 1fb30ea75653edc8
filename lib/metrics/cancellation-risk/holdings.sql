-- grain: one row per active subscriber, measure and month close: whom which flag is raised about, and what of their price is at risk
with

weights as (

    select
        split_part(listed.item, ':', 1) as flag,
        cast(split_part(listed.item, ':', 2) as integer) as percent
    from unnest(split(:flag_weights, ',')) as listed(item)

),

judged as (

    select
        subscribers.period,
        subscribers.customer_id,
        subscribers.mrr_minor,
        coalesce(max(weights.percent), 0) as percent,
        count(flags.flag) as raised,
        array_agg(flags.flag) filter (where flags.flag is not null) as own_flags
    from subscribers
    left join flags
        on
            subscribers.period = flags.period
            and subscribers.customer_id = flags.customer_id
    left join weights
        on flags.flag = weights.flag
    group by 1, 2, 3

),

measures as (

    select
        of_all.kind,
        '' as flag
    from unnest(split('mrr-subscribers,mrr,risk-mrr-at-risk,risk-mrr-safe,risk-flagged,risk-unflagged,risk-flags,risk-further-flags', ',')) as of_all(kind)
    union all
    select
        of_each_flag.kind,
        weights.flag
    from weights
    cross join unnest(split('risk-flag-,risk-without-,risk-by-others-than-', ',')) as of_each_flag(kind)

),

measured_by as (

    select
        judged.*,
        measures.kind,
        measures.flag,
        least(judged.raised, 1) as flagged,
        case when contains(judged.own_flags, measures.flag) then 1 else 0 end as has_flag,
        (judged.mrr_minor * judged.percent + 50) / 100 as at_risk_minor
    from judged
    cross join measures

)

select
    customer_id,
    kind || flag as measure,
    period,
    case kind
        when 'mrr-subscribers' then 1
        when 'mrr' then mrr_minor
        when 'risk-mrr-at-risk' then at_risk_minor
        when 'risk-mrr-safe' then mrr_minor - at_risk_minor
        when 'risk-flagged' then flagged
        when 'risk-unflagged' then 1 - flagged
        when 'risk-flags' then raised
        when 'risk-further-flags' then raised - flagged
        when 'risk-flag-' then has_flag
        when 'risk-without-' then 1 - has_flag
        when 'risk-by-others-than-' then flagged - has_flag
    end as amount
from measured_by
