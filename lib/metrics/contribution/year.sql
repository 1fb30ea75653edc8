-- grain: one row per measure and customer: CM3 of the 365 days to the close, and that there was any
with

moved as (

    select
        customer_id,
        movement_date,
        contribution as cm3
    from movements_in_scope
    union all
    select
        customer_id,
        cost_date as movement_date,
        -amount_minor as cm3
    from cost_to_serve_in_scope

),

earned as (

    select
        customer_id,
        cast(sum(cm3) as bigint) as cm3
    from moved
    where
        customer_id is not null
        and movement_date >= cast(:from_date as date)
        and movement_date < cast(:to_date as date)
    group by 1

)

select
    listed.measure,
    0 as period,
    'atom' as scheme,
    atoms_in_scope.atom as segment,
    cast(null as integer) as age,
    case listed.measure when 'contribution-year' then earned.cm3 else 1 end as amount
from earned
inner join atoms_in_scope
    on earned.customer_id = atoms_in_scope.customer_id
cross join unnest(split(:measures, ',')) as listed(measure)
