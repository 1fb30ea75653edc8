-- grain: one row per customer, measure and month close: loyalty points that are still to be used; a balance below 0 counts as none
with

balances as (

    select
        loyalty_ledger_in_scope.customer_id,
        closes.period,
        cast(sum(loyalty_ledger_in_scope.points) as bigint) as points
    from loyalty_ledger_in_scope
    inner join closes
        on loyalty_ledger_in_scope.entry_date < closes.ends
    group by 1, 2

)

select
    balances.customer_id,
    listed.measure,
    balances.period,
    case listed.measure when 'points-holders' then 1 else balances.points end as amount
from balances
cross join unnest(split('points-holders,points-outstanding', ',')) as listed(measure)
where balances.points > 0
