-- grain: one row per measure, period, audience and age: statistics of an audience from those of its atoms
-- Customers are in one atom each, so counts and sums add up, and the two largest are among the two largest of the atoms.
-- Cells of other schemes stay as they are; guests have no atom.
select
    atom_cells.measure,
    atom_cells.period,
    coalesce(atom_audiences_in_scope.scheme, nullif(atom_cells.scheme, 'atom'), 'guest') as scheme,
    coalesce(atom_audiences_in_scope.segment, atom_cells.segment, 'guest') as segment,
    atom_cells.age,
    sum(case listed.place when 1 then atom_cells.customers else 0 end) as customers,
    cast(sum(case listed.place when 1 then atom_cells.total else 0 end) as decimal(38, 0)) as total,
    cast(sum(case listed.place when 1 then atom_cells.absolute else 0 end) as decimal(38, 0)) as absolute,
    element_at(max(case listed.place when 1 then atom_cells.largest else atom_cells.second end, 2), 1) as largest,
    element_at(max(case listed.place when 1 then atom_cells.largest else atom_cells.second end, 2), 2) as second
from atom_cells
cross join (values (1), (2)) as listed(place)
left join atom_audiences_in_scope
    on
        atom_cells.scheme = 'atom'
        and atom_cells.segment = atom_audiences_in_scope.atom
group by 1, 2, 3, 4, 5
order by 1, 2, 3, 4, 5
