-- grain: one row per customer and audience that holds it: everyone, each registered segment scheme as it was at entry, and their crossing
select
    atoms_in_scope.customer_id,
    atom_audiences_in_scope.scheme,
    atom_audiences_in_scope.segment
from atoms_in_scope
inner join atom_audiences_in_scope
    on atoms_in_scope.atom = atom_audiences_in_scope.atom
