-- grain: one row per experiment and planned variant, null where none is planned; about no person
select
    experiments.experiment_id,
    cast(at_timezone(experiments.start_at at time zone 'UTC', :time_zone) as date) as start_date,
    cast(at_timezone(experiments.end_at at time zone 'UTC', :time_zone) as date) as end_date,
    experiments.metric,
    experiments.planned_n,
    experiments.alpha,
    planned.variant,
    element_at(experiments.planned_split, planned.variant) as planned_share
from experiments
left join unnest(map_keys(experiments.planned_split)) as planned(variant)
    on true
where experiments.start_at < cast(:as_of_utc as timestamp)
