-- grain: one row per customer or guest order and cell: what they contribute to each audience that they are in
select
    measured.measure,
    measured.period,
    coalesce(atom_audiences_in_scope.scheme, 'guest') as scheme,
    coalesce(atom_audiences_in_scope.segment, 'guest') as segment,
    measured.age,
    measured.contributor,
    measured.amount
from measured
left join atom_audiences_in_scope
    on measured.segment = atom_audiences_in_scope.atom
where measured.amount <> 0
