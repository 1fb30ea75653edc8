-- grain: one row per measure, customer and month of issue: loyalty points given, and what had become of them by the window's end
-- The oldest points are used and lost first. The window closes :window months after the month of issue.
with

entries as (

    select
        customer_id,
        month,
        kind,
        points > 0 as is_lot,
        abs(points) as points,
        sum(abs(points)) over (
            partition by customer_id, points > 0 order by occurred_at, kind, points
            rows between unbounded preceding and current row
        ) as ends
    from loyalty_ledger_in_scope

),

fates as (

    select
        customer_id,
        month,
        'issued' as fate,
        points
    from entries
    where is_lot
    union all
    select
        lots.customer_id,
        lots.month,
        uses.kind as fate,
        least(lots.ends, uses.ends) - greatest(lots.ends - lots.points, uses.ends - uses.points) as points
    from entries as lots
    inner join entries as uses
        on
            lots.customer_id = uses.customer_id
            and uses.ends - uses.points < lots.ends
            and uses.ends > lots.ends - lots.points
            and uses.month <= lots.month + cast(:window as integer)
    where lots.is_lot and not uses.is_lot

),

issued as (

    select
        customer_id,
        month,
        sum(case when fate = 'issued' then points else 0 end) as issued,
        sum(case when fate = 'redeem' then points else 0 end) as redeemed,
        sum(case when fate = 'expire' then points else 0 end) as expired
    from fates
    where month in (cast(:cohort as integer), cast(:prior_cohort as integer), cast(:year_ago_cohort as integer))
    group by 1, 2

)

select
    listed.measure,
    issued.month as period,
    'all' as scheme,
    'all' as segment,
    cast(:window as integer) as age,
    cast(case listed.measure
        when 'points-earners' then 1
        when 'points-issued' then issued
        when 'points-redeemed' then redeemed
        when 'points-not-redeemed' then issued - redeemed
        when 'points-expired' then expired
        when 'points-not-expired' then issued - expired
        when 'points-remaining' then issued - redeemed - expired
    end as bigint) as amount
from issued
cross join unnest(split(:measures, ',')) as listed(measure)
