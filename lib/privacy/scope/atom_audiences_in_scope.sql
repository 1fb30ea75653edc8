-- grain: one row per atom and audience that holds it: everyone, a segment of each scheme, and their crossing
with

atoms as (

    select distinct atom
    from atoms_in_scope

)

select
    atom,
    'all' as scheme,
    'all' as segment
from atoms
union all
select
    atoms.atom,
    marked_schemes.scheme,
    substr(listed.part, 2) as segment
from atoms
cross join unnest(split(atoms.atom, chr(31))) as listed(part)
inner join marked_schemes
    on substr(listed.part, 1, 1) = marked_schemes.mark
union all
select
    atoms.atom,
    'atom' as scheme,
    array_join(array_agg(substr(replace(listed.part, '|', '/'), 2) order by listed.part), '|') as segment
from atoms
cross join unnest(split(atoms.atom, chr(31))) as listed(part)
where atoms.atom <> ''
group by atoms.atom
