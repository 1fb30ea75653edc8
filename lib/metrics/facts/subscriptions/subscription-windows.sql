-- grain: one row per window between two closes, as its parameter lists them
select
    split_part(part, ' ', 1) as grain,
    cast(split_part(part, ' ', 2) as integer) as period,
    cast(split_part(part, ' ', 3) as date) as opens,
    cast(split_part(part, ' ', 4) as date) as ends
from unnest(split(:windows, ',')) as listed(part)
