-- grain: one row per measure, person and stage that they reached in the :window days from their first event, by month of that event
-- Who is seen at a later stage has passed the earlier ones: a stage without an event of its own is imputed.
with

stages as (

    select
        split_part(listed.stage, ':', 1) as stage,
        try_cast(split_part(listed.stage, ':', 2) as integer) as place
    from unnest(split(:stages, ',')) as listed(stage)

),

entries as (

    select
        journey_events_in_scope.customer_id,
        min(journey_events_in_scope.event_date) as entry_date,
        min(journey_events_in_scope.month) as month
    from journey_events_in_scope
    inner join stages
        on journey_events_in_scope.stage = stages.stage
    group by 1

),

seen as (

    select
        entries.customer_id,
        entries.month,
        stages.place
    from entries
    inner join journey_events_in_scope
        on
            entries.customer_id = journey_events_in_scope.customer_id
            and journey_events_in_scope.event_date
            < date_add('day', cast(:window as integer), entries.entry_date)
    inner join stages
        on journey_events_in_scope.stage = stages.stage
    where entries.month in (cast(:cohort as integer), cast(:prior_cohort as integer), cast(:year_ago_cohort as integer))
    group by 1, 2, 3

),

reached as (

    select
        customer_id,
        month,
        max(place) as furthest
    from seen
    group by 1, 2

)

select
    listed.measure,
    reached.month as period,
    'stage' as scheme,
    stages.stage as segment,
    cast(null as integer) as age,
    case listed.measure
        when 'journey-reached' then 1
        when 'journey-stopped' then case when stages.place = reached.furthest then 1 else 0 end
        when 'journey-observed' then case when seen.place is null then 0 else 1 end
        when 'journey-imputed' then case when seen.place is null then 1 else 0 end
    end as amount
from reached
inner join stages
    on reached.furthest >= stages.place
left join seen
    on
        reached.customer_id = seen.customer_id
        and stages.place = seen.place
cross join unnest(split('journey-reached,journey-stopped,journey-observed,journey-imputed', ',')) as listed(measure)
