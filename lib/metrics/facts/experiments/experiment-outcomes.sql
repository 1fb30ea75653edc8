-- grain: one row per closed experiment, variant and measure: statistics of what those assigned to it did in the :window days after
-- By intention to treat: everyone assigned counts, whatever they saw. `squares` is for the variance of a mean.
with

closed as (

    select experiment_id
    from experiments_in_scope
    where
        end_date > cast(:ended_after as date)
        and end_date <= cast(:ended_by as date)
    group by 1

),

outcomes as (

    select
        experiment_assignments_in_scope.experiment_id,
        experiment_assignments_in_scope.variant,
        experiment_assignments_in_scope.customer_id,
        cast(coalesce(sum(movements_in_scope.orders), 0) as bigint) as orders,
        cast(coalesce(sum(movements_in_scope.sales) - sum(movements_in_scope.refunds), 0) as bigint) as net_sales,
        cast(coalesce(sum(movements_in_scope.contribution), 0) as bigint) as contribution
    from experiment_assignments_in_scope
    inner join closed
        on experiment_assignments_in_scope.experiment_id = closed.experiment_id
    left join movements_in_scope
        on
            experiment_assignments_in_scope.customer_id = movements_in_scope.customer_id
            and movements_in_scope.movement_date >= experiment_assignments_in_scope.assigned_date
            and movements_in_scope.movement_date
            < date_add('day', cast(:window as integer), experiment_assignments_in_scope.assigned_date)
    group by 1, 2, 3

),

measured as (

    select
        listed.measure,
        outcomes.experiment_id,
        outcomes.variant,
        cast(case listed.measure
            when 'experiment-assigned' then 1
            when 'experiment-converted' then case when outcomes.orders > 0 then 1 else 0 end
            when 'experiment-not-converted' then case when outcomes.orders > 0 then 0 else 1 end
            when 'experiment-net-sales' then outcomes.net_sales
            when 'experiment-contribution' then outcomes.contribution
        end as bigint) as amount
    from outcomes
    cross join unnest(split(:measures, ',')) as listed(measure)

)

select
    measure,
    0 as period,
    experiment_id as scheme,
    variant as segment,
    cast(null as integer) as age,
    count_if(amount <> 0) as customers,
    cast(sum(amount) as decimal(38, 0)) as total,
    cast(sum(abs(amount)) as decimal(38, 0)) as absolute,
    element_at(max(abs(amount), 2), 1) as largest,
    element_at(max(abs(amount), 2), 2) as second,
    cast(sum(cast(amount as decimal(18, 0)) * cast(amount as decimal(18, 0))) as decimal(38, 0)) as squares
from measured
group by 1, 3, 4
order by 3, 4, 1
