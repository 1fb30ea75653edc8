-- grain: one row per period that the books hold net sales of
select
    period,
    amount_minor
from ledger_totals_in_scope
where account = 'net-sales'
