-- grain: one row per cost of serving and customer in scope who bears a part of it: that part in minor units, on the last day of the period
-- Parts lie between running shares in whole minor units, so that they add up to the cost. What guests bear, or nobody, has no customer.
with

running as (

    select
        cost_id,
        customer_id,
        cast(sum(units) over (partition by cost_id order by customer_id) as bigint) as units_so_far,
        cast(sum(units) over (partition by cost_id) as bigint) as units
    from serving_units

),

-- Shares of quotient and remainder apart: their product with the cost itself could pass 64 bits.
shared as (

    select
        serving_costs.cost_id,
        serving_costs.cost_date,
        serving_costs.amount_minor,
        running.customer_id,
        running.units is null as is_nobodys,
        serving_costs.amount_minor / running.units * running.units_so_far
        + mod(serving_costs.amount_minor, running.units) * running.units_so_far / running.units as amount_so_far
    from serving_costs
    left join running
        on serving_costs.cost_id = running.cost_id
    where running.units is not null or serving_costs.bearer = ''

),

parts as (

    select
        cost_date,
        customer_id,
        case
            when is_nobodys then amount_minor
            else amount_so_far - lag(amount_so_far, 1, 0) over (
                partition by cost_id order by customer_id
            )
        end as amount_minor
    from shared

)

select
    parts.customer_id,
    parts.cost_date,
    calendar.month,
    cast(sum(parts.amount_minor) as bigint) as amount_minor
from parts
inner join calendar
    on parts.cost_date = calendar.calendar_date
group by 1, 2, 3
