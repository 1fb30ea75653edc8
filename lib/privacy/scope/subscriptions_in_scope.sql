-- grain: one row per customer in scope and day on which their recurring revenue changed: what it was after that day, in minor units
-- A switch on one day nets out. A spell lasts from the day when revenue begins to the day when none is left.
with

steps as (

    select
        customer_id,
        change_date,
        renewal_interval,
        mrr_minor - lag(mrr_minor, 1, 0) over (
            partition by customer_id, subscription_number order by change_number
        ) as step_minor
    from subscription_changes_in_scope

),

days as (

    select
        customer_id,
        change_date,
        max_by(renewal_interval, row(step_minor, renewal_interval)) as renewal_interval,
        sum(sum(step_minor)) over (partition by customer_id order by change_date) as mrr_minor,
        sum(step_minor) as step_minor
    from steps
    group by 1, 2

)

select
    customer_id,
    change_date,
    renewal_interval,
    cast(mrr_minor as bigint) as mrr_minor,
    max(case when mrr_minor = step_minor then change_date end) over (
        partition by customer_id order by change_date
    ) as spell_date
from days
where step_minor <> 0
