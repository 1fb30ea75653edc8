-- grain: one row per registered segment scheme, with a character that sorts and names it inside an atom
select
    listed.scheme,
    chr(cast(row_number() over (order by listed.scheme) as integer)) as mark
from unnest(split(:schemes, ',')) as listed(scheme)
where listed.scheme <> ''
