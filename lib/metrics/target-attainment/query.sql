-- grain: one row per metric, period and segment with a target: its highest version
select
    metric,
    period,
    segment,
    value,
    direction,
    tolerance,
    owner,
    version
from targets_in_scope
order by metric, period, segment nulls first
