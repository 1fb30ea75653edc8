-- grain: one row per cost of serving whose period has ended before the cut: whose it is, and how much in minor units
-- A cost in a currency without a rate on its last day is not known. A period without an end is a month long.
with

dated as (

    select
        *,
        date_add(
            'day', -1, coalesce(period_end_date, date_add('month', 1, period_start_date))
        ) as cost_date
    from cost_to_serve

),

priced as (

    select
        dated.period_start_date,
        dated.cost_date,
        coalesce(dated.customer_id, '') as bearer,
        case when dated.customer_id is null then coalesce(dated.scheme, '') else '' end as scheme,
        case when dated.customer_id is null then coalesce(dated.segment, '') else '' end as segment,
        case when dated.customer_id is null and dated.segment is null then dated.driver else '' end as driver,
        cast(
            dated.amount * cast(
                case
                    when dated.currency = :reporting_currency then 1
                    else spot_rates.rate
                end * cast(:minor_units as integer) as decimal(20, 8)
            ) as bigint
        ) as amount_minor
    from dated
    left join spot_rates
        on dated.currency = spot_rates.base and dated.cost_date = spot_rates.rate_date
    where
        dated.cost_date < cast(:as_of as date)
        and dated.cost_date >= dated.period_start_date

)

select
    row_number() over (order by cost_date, period_start_date, bearer, scheme, segment, driver) as cost_id,
    period_start_date,
    cost_date,
    bearer,
    scheme,
    segment,
    driver,
    cast(sum(amount_minor) as bigint) as amount_minor
from priced
where amount_minor is not null
group by 2, 3, 4, 5, 6, 7
