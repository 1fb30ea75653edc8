-- grain: one row per measure and month: who was active at the start and end of six closed months, and who lapsed in each
with

buyer_months as (

    select
        customer_id,
        month - cast(:month as integer) + 11 as place
    from orders_in_scope
    where
        customer_id is not null
        and month between cast(:month as integer) - 11 and cast(:month as integer)
    group by 1, 2

),

-- One binary digit per month, the oldest first: 5 = ordered eleven and nine months ago.
histories as (

    select
        customer_id,
        cast(sum(power(2, place)) as integer) as bought
    from buyer_months
    group by 1

),

shared as (

    select
        bought,
        count(*) as people
    from histories
    group by 1

),

counted as (

    select
        listed.measure,
        cast(:month as integer) - 5 + steps.step as period,
        sum(
            case
                when listed.measure = 'customers-at-start' and (bought / shift) % 64 > 0 then people
                when listed.measure = 'customers-at-end' and (bought / shift / 2) % 64 > 0 then people
                when listed.measure = 'lapsed-customers' and (bought / shift) % 128 = 1 then people
                when listed.measure = 'half-year-base' and bought % 2048 > 0 then people
                when listed.measure = 'oldest-month' and bought % 2 = 1 then people
                else 0
            end
        ) as customers
    from shared
    cross join unnest(split(:measures, ',')) as listed(measure)
    cross join (values (0, 1), (1, 2), (2, 4), (3, 8), (4, 16), (5, 32)) as steps(step, shift)
    group by 1, 2

)

select
    measure,
    period,
    'all' as scheme,
    'all' as segment,
    customers,
    customers as total,
    customers as absolute,
    case when customers > 0 then 1 else 0 end as largest,
    case when customers > 1 then 1 else 0 end as second
from counted
order by 1, 2
