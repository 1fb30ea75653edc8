-- grain: one row per dimension that divides customers and member that a customer is in
select distinct
    scheme,
    segment
from atom_audiences_in_scope
where scheme not in ('all', 'atom')
union all
select distinct
    'channel' as scheme,
    coalesce(entry_channel, 'unknown') as segment
from customers_in_scope
where not contains(split(:schemes, ','), 'channel')
