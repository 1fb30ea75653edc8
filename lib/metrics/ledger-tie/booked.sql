-- grain: one row per account of the books and period
select
    period,
    account,
    amount_minor
from ledger_totals_in_scope
where account = 'net-sales'
