-- grain: one row per window after entry: [starts_at, ends_at) in months or days; the last edge only ends a window
with

edges as (

    select cast(listed.edge as integer) as edge
    from unnest(split(:edges, ',')) as listed(edge)

),

bounds as (

    select
        edge as starts_at,
        lead(edge) over (order by edge) as ends_at,
        row_number() over (order by edge) - 1 as age
    from edges

)

select
    age,
    starts_at,
    ends_at
from bounds
where ends_at is not null
