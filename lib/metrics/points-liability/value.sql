-- grain: one row per month close: what a point was last said to be worth, in minor units; about no person
select
    closes.period,
    max_by(
        loyalty_ledger_in_scope.point_value_minor,
        row(loyalty_ledger_in_scope.occurred_at, loyalty_ledger_in_scope.point_value_minor)
    ) as point_value
from loyalty_ledger_in_scope
inner join closes
    on loyalty_ledger_in_scope.entry_date < closes.ends
where loyalty_ledger_in_scope.point_value_minor is not null
group by 1
order by 1
