-- grain: one row per measure and scope: customers known before a cut and their sales so far, behind a forecast
with

lifetime as (

    select
        customer_id,
        cast(sum(value_minor) as bigint) as sales
    from purchase_days_in_scope
    where order_date < cast(:cut as date)
    group by customer_id

),

placed as (

    select
        audiences_in_scope.scheme,
        audiences_in_scope.segment,
        lifetime.sales
    from lifetime
    inner join audiences_in_scope
        on lifetime.customer_id = audiences_in_scope.customer_id
    union all
    select
        'cohort' as scheme,
        cast(customers_in_scope.acquired_month as varchar) as segment,
        lifetime.sales
    from lifetime
    inner join customers_in_scope
        on lifetime.customer_id = customers_in_scope.customer_id
    where
        customers_in_scope.acquisition_known
        and customers_in_scope.acquired_month >= cast(:first_cohort as integer)

),

known as (

    select
        scheme,
        segment,
        count(*) as customers,
        sum(sales) as total,
        sum(abs(sales)) as absolute,
        max(abs(sales), 2) as largest
    from placed
    group by 1, 2

)

select
    listed.measure,
    0 as period,
    known.scheme,
    known.segment,
    known.customers,
    cast(case listed.measure when 'lifetime-sales' then known.total else known.customers end as decimal(38, 0)) as total,
    cast(case listed.measure when 'lifetime-sales' then known.absolute else known.customers end as decimal(38, 0))
        as absolute,
    case listed.measure when 'lifetime-sales' then element_at(known.largest, 1) else 1 end as largest,
    case
        when listed.measure = 'lifetime-sales' then element_at(known.largest, 2)
        when known.customers > 1 then 1
    end as second
from known
cross join unnest(split('known-customers,lifetime-sales', ',')) as listed(measure)
order by 1, 2, 3, 4
