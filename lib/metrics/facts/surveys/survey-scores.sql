-- grain: one row per respondent, survey, closed month and measure: what they answered; segments in the reported month
-- A survey asks for each score once: of several items the first by code counts.
with

scores as (

    select
        customer_id,
        survey,
        month,
        min_by(score, item) filter (where metric = 'nps') as nps,
        min_by(scale_max - score, item)
            filter (where metric = 'csat' and scale_min = 1 and scale_max in (5, 7)) as csat_below_top,
        min_by(score, item)
            filter (where metric = 'ces' and is_oriented and scale_min = 1 and scale_max = 7) as ces
    from survey_responses_in_scope
    where month in (cast(:month as integer), cast(:prior_month as integer), cast(:year_ago_month as integer))
    group by customer_id, survey, month, response_id

),

answered as (

    select
        scores.customer_id,
        scores.survey,
        scores.month,
        listed.measure,
        case listed.measure
            when 'nps-answers' then cast(nps is not null as integer)
            when 'nps-promoters' then cast(nps >= 9 as integer)
            when 'nps-passives' then cast(nps > 6 and nps < 9 as integer)
            when 'nps-detractors' then cast(nps <= 6 as integer)
            when 'csat-answers' then cast(csat_below_top is not null as integer)
            when 'csat-satisfied' then cast(csat_below_top <= 1 as integer)
            when 'csat-unsatisfied' then cast(csat_below_top > 1 as integer)
            when 'ces-answers' then cast(ces is not null as integer)
            when 'ces-easy' then cast(ces >= 5 as integer)
            when 'ces-hard' then cast(ces < 5 as integer)
            when 'ces-points' then cast(1000 * ces as bigint)
            when 'ces-squares' then cast(round(1e3 * cast(ces as double) * cast(ces as double)) as bigint)
        end as amount
    from scores
    cross join unnest(split(:measures, ',')) as listed(measure)
    where
        split_part(listed.measure, '-', 1) = 'nps' and nps is not null
        or split_part(listed.measure, '-', 1) = 'csat' and csat_below_top is not null
        or split_part(listed.measure, '-', 1) = 'ces' and ces is not null

)

select
    answered.measure || chr(31) || answered.survey as measure,
    answered.month as period,
    case
        when answered.month = cast(:month as integer) and answered.measure like 'nps-%' then 'atom'
        else 'all'
    end as scheme,
    case
        when answered.month = cast(:month as integer) and answered.measure like 'nps-%' then atoms_in_scope.atom
        else 'all'
    end as segment,
    cast(null as integer) as age,
    answered.amount
from answered
left join atoms_in_scope
    on answered.customer_id = atoms_in_scope.customer_id
