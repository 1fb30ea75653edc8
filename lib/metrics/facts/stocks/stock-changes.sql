-- grain: one row per customer, measure and month close, or change since an earlier close: what they hold, or hold more or less
-- Holdings are named once: engines compute a named query as often as it is named. `since` 0 is no close: the stock itself.
select
    holdings.measure || case closes.since when 0 then '' else '-change' end as measure,
    case closes.since when 0 then holdings.period else closes.since end as period,
    'all' as scheme,
    'all' as segment,
    cast(null as integer) as age,
    cast(
        sum(
            case
                when closes.since = 0 or holdings.period = cast(:month as integer) then holdings.amount
                when holdings.period = closes.since then -holdings.amount
                else 0
            end
        ) as bigint
    ) as amount
from holdings
cross join (
    values (0), (cast(:prior_month as integer)), (cast(:year_ago_month as integer))
) as closes(since)
group by 1, 2, holdings.customer_id
