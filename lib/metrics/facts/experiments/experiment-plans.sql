-- grain: one row per experiment that runs or has ended of late, and planned variant: what was planned; about no person
select
    experiment_id,
    cast(end_date as varchar) as end_date,
    planned_n,
    alpha,
    variant,
    planned_share
from experiments_in_scope
where end_date > cast(:ended_after as date)
order by 1, 5
