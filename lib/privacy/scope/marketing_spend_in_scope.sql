-- grain: one row per day, channel, cost type and purpose of marketing spend before the cut, in minor units; about no person
with

priced as (

    select
        marketing_spend.*,
        cast(
            case
                when marketing_spend.currency = :reporting_currency then 1
                else spot_rates.rate
            end * cast(:minor_units as integer) as decimal(20, 8)
        ) as minor_rate
    from marketing_spend
    left join spot_rates
        on
            marketing_spend.currency = spot_rates.base
            and marketing_spend.spend_date = spot_rates.rate_date
    where marketing_spend.spend_date < cast(:as_of as date)

)

select
    priced.spend_date,
    date_diff('week', date '1970-01-05', priced.spend_date) as week,
    calendar.month,
    priced.channel,
    coalesce(priced.cost_type, 'media') as cost_type,
    coalesce(priced.purpose, 'acquisition') as purpose,
    cast(sum(cast(priced.amount * priced.minor_rate as bigint)) as bigint) as amount_minor
from priced
inner join calendar
    on priced.spend_date = calendar.calendar_date
where priced.minor_rate is not null
group by 1, 2, 3, 4, 5, 6
