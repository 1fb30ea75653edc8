-- grain: one row per measure, member, partition and age in days: the member, what it earned by then, whether it came back
-- Members of the segment cohort are parted by atom, and by entry channel where that is asked for; other cohorts are not.
with

members as (

    select
        lives.*,
        case
            when lives.cohort <> cast(:segment_cohort as integer) then 'all'
            else listed.part
        end as scheme,
        case
            when lives.cohort <> cast(:segment_cohort as integer) then 'all'
            when listed.part = 'atom' then atoms_in_scope.atom
            else coalesce(customers_in_scope.entry_channel, 'unknown')
        end as segment
    from lives
    inner join customers_in_scope
        on lives.customer_id = customers_in_scope.customer_id
    inner join atoms_in_scope
        on lives.customer_id = atoms_in_scope.customer_id
    cross join unnest(split(:partitions, ',')) as listed(part)
    where
        listed.part = 'atom'
        or lives.cohort = cast(:segment_cohort as integer)

),

steps as (

    select
        split_part(listed.step, ':', 1) as measure,
        cast(split_part(listed.step, ':', 2) as integer) as age,
        cast(split_part(listed.step, ':', 3) as integer) as place
    from unnest(split(:steps, ',')) as listed(step)

)

select
    steps.measure,
    members.cohort as period,
    members.scheme,
    members.segment,
    steps.age,
    case steps.measure
        when 'acquired-customers' then 1
        when 'repeat-customers' then case when members.orders > 1 then 1 else 0 end
        when 'contribution' then element_at(members.earned, steps.place)
        when 'contribution-step'
            then element_at(members.earned, steps.place) - element_at(members.earned, steps.place - 1)
    end as amount
from members
cross join steps
