-- grain: one row per measure and month close, or change since an earlier close: what each customer holds, or holds more or less
with

closes as (

    select period
    from (
        values (cast(:prior_month as integer)), (cast(:year_ago_month as integer))
    ) as listed(period)

),

changes as (

    select
        holdings.customer_id,
        holdings.measure,
        closes.period as since,
        sum(
            case holdings.period
                when cast(:month as integer) then holdings.amount
                when closes.period then -holdings.amount
                else 0
            end
        ) as amount
    from holdings
    cross join closes
    group by 1, 2, 3

)

select
    measure,
    period,
    'all' as scheme,
    'all' as segment,
    cast(null as integer) as age,
    cast(amount as bigint) as amount
from holdings
union all
select
    measure || '-change' as measure,
    since as period,
    'all' as scheme,
    'all' as segment,
    cast(null as integer) as age,
    cast(amount as bigint) as amount
from changes
