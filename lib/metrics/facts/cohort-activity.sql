-- grain: one row per measure, cohort month and month of life: who was acquired, who ordered and what they were worth
with

members as (

    select
        customer_id,
        acquired_month as cohort
    from customers_in_scope
    where
        acquisition_known
        and acquired_month between cast(:first_cohort as integer) and cast(:last_cohort as integer)

),

lives as (

    select
        members.customer_id,
        members.cohort,
        movements_in_scope.month - members.cohort as age,
        sum(movements_in_scope.orders) as orders,
        sum(movements_in_scope.sales - movements_in_scope.refunds) as net_sales,
        sum(movements_in_scope.contribution) as contribution
    from movements_in_scope
    inner join members
        on movements_in_scope.customer_id = members.customer_id
    where movements_in_scope.month - members.cohort between 0 and cast(:ages as integer)
    group by 1, 2, 3

),

measured as (

    select
        cohort,
        0 as age,
        'acquired-customers' as measure,
        1 as amount
    from members
    union all
    select
        lives.cohort,
        lives.age,
        listed.measure,
        case listed.measure
            when 'active-customers' then case when lives.orders > 0 then 1 else 0 end
            when 'net-sales' then lives.net_sales
            when 'contribution' then lives.contribution
        end as amount
    from lives
    cross join unnest(split(:measures, ',')) as listed(measure)

)

select
    measure,
    cohort as period,
    'all' as scheme,
    'all' as segment,
    age,
    count_if(amount <> 0) as customers,
    cast(sum(amount) as decimal(38, 0)) as total,
    cast(sum(abs(amount)) as decimal(38, 0)) as absolute,
    element_at(max(abs(amount), 2), 1) as largest,
    element_at(max(abs(amount), 2), 2) as second
from measured
group by 1, 2, 3, 4, 5
order by 1, 2, 3, 4, 5
