-- grain: one row per period and account of the books in the reporting currency, in minor units; about no person
select
    period,
    replace(account, '_', '-') as account,
    cast(sum(cast(amount * cast(:minor_units as integer) as bigint)) as bigint) as amount_minor
from ledger_totals
where currency = :reporting_currency
group by 1, 2
