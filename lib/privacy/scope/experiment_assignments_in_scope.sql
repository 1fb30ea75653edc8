-- grain: one row per experiment and person in scope: the variant that they were first assigned; numbers below 0 have not ordered
select
    experiment_assignments.experiment_id,
    known_subjects.customer_id,
    min_by(
        experiment_assignments.variant,
        row(experiment_assignments.assigned_at, experiment_assignments.variant)
    ) as variant,
    min(
        cast(at_timezone(experiment_assignments.assigned_at at time zone 'UTC', :time_zone) as date)
    ) as assigned_date
from experiment_assignments
inner join known_subjects
    on experiment_assignments.customer_id = known_subjects.id
where
    experiment_assignments.assigned_at < cast(:as_of_utc as timestamp)
    and experiment_assignments.assigned_at >= cast(:retained_from_utc as timestamp)
group by 1, 2
