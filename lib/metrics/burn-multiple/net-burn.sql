-- grain: one row per period of the books: net burn, positive where cash went out; about no person
select
    period,
    amount_minor as burn
from ledger_totals_in_scope
where account = 'net-burn'
order by 1
