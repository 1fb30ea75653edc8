-- grain: one row per metric, period and segment with a target: its highest version; about no person
with

ranked as (

    select
        metric,
        period,
        segment,
        cast(value as double) as value,
        direction,
        cast(tolerance as double) as tolerance,
        owner,
        coalesce(version, 1) as version,
        row_number() over (
            partition by metric, period, coalesce(segment, '')
            order by coalesce(version, 1) desc, value desc
        ) as place
    from targets

)

select
    metric,
    period,
    segment,
    value,
    direction,
    tolerance,
    owner,
    version
from ranked
where place = 1
