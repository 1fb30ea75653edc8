-- grain: one row per measure and month close, or change since an earlier close: statistics of what customers hold, or hold more or less
-- Customers who held the same at all closes are counted first, for most stocks take few values.
with

held as (

    select
        measure,
        customer_id,
        sum(case when period = cast(:month as integer) then amount end) as now,
        sum(case when period = cast(:prior_month as integer) then amount end) as before,
        sum(case when period = cast(:year_ago_month as integer) then amount end) as year_ago
    from holdings
    group by 1, 2

),

alike as (

    select
        measure,
        now,
        before,
        year_ago,
        count(*) as customers
    from held
    group by 1, 2, 3, 4

),

-- Of many alike, two rows show that the second largest is as large.
amounts as (

    select
        alike.measure || case when listed.place like 'since-%' then '-change' else '' end as measure,
        listed.period,
        cast(
            case listed.place
                when 'now' then alike.now
                when 'before' then alike.before
                when 'year-ago' then alike.year_ago
                when 'since-before' then coalesce(alike.now, 0) - coalesce(alike.before, 0)
                else coalesce(alike.now, 0) - coalesce(alike.year_ago, 0)
            end as bigint
        ) as amount,
        case copies.copy when 2 then 1 else alike.customers - least(alike.customers, 2) + 1 end as customers
    from alike
    cross join (
        values
        ('now', cast(:month as integer)),
        ('before', cast(:prior_month as integer)),
        ('year-ago', cast(:year_ago_month as integer)),
        ('since-before', cast(:prior_month as integer)),
        ('since-year-ago', cast(:year_ago_month as integer))
    ) as listed(place, period)
    cross join unnest(sequence(1, least(alike.customers, 2))) as copies(copy)

)

select
    measure,
    period,
    'all' as scheme,
    'all' as segment,
    cast(null as integer) as age,
    cast(sum(case when amount <> 0 then customers else 0 end) as bigint) as customers,
    cast(sum(amount * customers) as decimal(38, 0)) as total,
    cast(sum(abs(amount) * customers) as decimal(38, 0)) as absolute,
    element_at(max(abs(amount), 2), 1) as largest,
    element_at(max(abs(amount), 2), 2) as second
from amounts
where amount is not null
group by 1, 2
order by 1, 2
