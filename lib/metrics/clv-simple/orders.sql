-- grain: one row per measure: what customers ordered and were worth in six closed months
with

lives as (

    select
        customer_id,
        sum(orders) as orders,
        sum(sales - refunds) as net_sales,
        sum(contribution) as contribution
    from movements_in_scope
    where
        customer_id is not null
        and month between cast(:month as integer) - 5 and cast(:month as integer)
    group by 1

),

measured as (

    select
        listed.measure,
        case listed.measure
            when 'half-year-customers' then cast(orders > 0 as integer)
            when 'half-year-orders' then orders
            when 'half-year-net-sales' then net_sales
            when 'half-year-contribution' then contribution
        end as amount
    from lives
    cross join unnest(split(:measures, ',')) as listed(measure)

)

select
    measure,
    cast(:month as integer) as period,
    'all' as scheme,
    'all' as segment,
    count_if(amount <> 0) as customers,
    cast(sum(amount) as decimal(38, 0)) as total,
    cast(sum(abs(amount)) as decimal(38, 0)) as absolute,
    element_at(max(abs(amount), 2), 1) as largest,
    element_at(max(abs(amount), 2), 2) as second
from measured
group by measure
order by measure
