-- grain: one row per measure, customer, cohort month and month of life: who was acquired, who ordered, what they were worth
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
        cast(sum(movements_in_scope.orders) as bigint) as orders,
        cast(sum(movements_in_scope.sales - movements_in_scope.refunds) as bigint) as net_sales,
        cast(sum(movements_in_scope.contribution) as bigint) as contribution
    from movements_in_scope
    inner join members
        on movements_in_scope.customer_id = members.customer_id
    where movements_in_scope.month - members.cohort between 0 and cast(:ages as integer)
    group by 1, 2, 3

)

select
    'acquired-customers' as measure,
    cohort as period,
    'all' as scheme,
    'all' as segment,
    0 as age,
    1 as amount
from members
union all
select
    listed.measure,
    lives.cohort as period,
    'all' as scheme,
    'all' as segment,
    lives.age,
    case listed.measure
        when 'active-customers' then case when lives.orders > 0 then 1 else 0 end
        when 'net-sales' then lives.net_sales
        when 'contribution' then lives.contribution
    end as amount
from lives
cross join unnest(split(:measures, ',')) as listed(measure)
