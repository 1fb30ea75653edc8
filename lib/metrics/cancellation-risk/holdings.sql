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
        weights.flag,
        weights.percent,
        case when flags.flag is null then 0 else 1 end as raised
    from subscribers
    cross join weights
    left join flags
        on
            subscribers.period = flags.period
            and subscribers.customer_id = flags.customer_id
            and weights.flag = flags.flag

),

flagged as (

    select
        period,
        customer_id,
        mrr_minor,
        max(raised) as raised,
        (mrr_minor * max(raised * percent) + 50) / 100 as at_risk_minor
    from judged
    group by 1, 2, 3

)

select
    flagged.customer_id,
    listed.measure,
    flagged.period,
    case listed.measure
        when 'risk-subscribers' then 1
        when 'risk-flagged' then flagged.raised
        when 'risk-unflagged' then 1 - flagged.raised
        when 'risk-mrr' then flagged.mrr_minor
        when 'risk-mrr-at-risk' then flagged.at_risk_minor
        when 'risk-mrr-safe' then flagged.mrr_minor - flagged.at_risk_minor
    end as amount
from flagged
cross join unnest(split('risk-subscribers,risk-flagged,risk-unflagged,risk-mrr,risk-mrr-at-risk,risk-mrr-safe', ',')) as listed(measure)
union all
select
    judged.customer_id,
    listed.kind || judged.flag as measure,
    judged.period,
    case listed.kind
        when 'risk-flag-' then judged.raised
        when 'risk-without-' then 1 - judged.raised
        else flagged.raised - judged.raised
    end as amount
from judged
inner join flagged
    on judged.period = flagged.period and judged.customer_id = flagged.customer_id
cross join unnest(split('risk-flag-,risk-without-,risk-by-others-than-', ',')) as listed(kind)
