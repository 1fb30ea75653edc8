-- grain: one row per measure and customer: what customers ordered and were worth in six closed months
with

lives as (

    select
        customer_id,
        cast(sum(orders) as bigint) as orders,
        cast(sum(sales - refunds) as bigint) as net_sales,
        cast(sum(contribution) as bigint) as contribution
    from movements_in_scope
    where
        customer_id is not null
        and month between cast(:month as integer) - 5 and cast(:month as integer)
    group by 1

)

select
    listed.measure,
    cast(:month as integer) as period,
    'all' as scheme,
    'all' as segment,
    cast(null as integer) as age,
    case listed.measure
        when 'half-year-customers' then cast(orders > 0 as integer)
        when 'half-year-orders' then orders
        when 'half-year-net-sales' then net_sales
        when 'half-year-contribution' then contribution
    end as amount
from lives
cross join unnest(split(:measures, ',')) as listed(measure)
