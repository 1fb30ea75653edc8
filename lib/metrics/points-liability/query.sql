-- grain: one row per customer, measure and month close: loyalty points that are still to be used; a balance below 0 counts as none
with

closes as (

    select
        period,
        month_ends
    from (
        values
        (cast(:month as integer), cast(:month_ends as date)),
        (cast(:prior_month as integer), cast(:prior_month_ends as date)),
        (cast(:year_ago_month as integer), cast(:year_ago_month_ends as date))
    ) as listed(period, month_ends)

),

balances as (

    select
        loyalty_ledger_in_scope.customer_id,
        closes.period,
        cast(sum(loyalty_ledger_in_scope.points) as bigint) as points
    from loyalty_ledger_in_scope
    inner join closes
        on loyalty_ledger_in_scope.entry_date < closes.month_ends
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
