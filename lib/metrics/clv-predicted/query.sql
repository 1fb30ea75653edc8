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
    where audiences_in_scope.scheme = 'all' or :below_top = 'yes'
    union all
    select
        'cohort' as scheme,
        cast(customers_in_scope.acquired_month as varchar) as segment,
        lifetime.sales
    from lifetime
    inner join customers_in_scope
        on lifetime.customer_id = customers_in_scope.customer_id
    where
        :below_top = 'yes'
        and customers_in_scope.acquisition_known
        and customers_in_scope.acquired_month >= cast(:first_cohort as integer)

),

measured as (

    select
        placed.scheme,
        placed.segment,
        listed.measure,
        case listed.measure when 'known-customers' then 1 else placed.sales end as amount
    from placed
    cross join unnest(split('known-customers,lifetime-sales', ',')) as listed(measure)

)

select
    measure,
    0 as period,
    scheme,
    segment,
    count(*) as customers,
    cast(sum(amount) as decimal(38, 0)) as total,
    cast(sum(abs(amount)) as decimal(38, 0)) as absolute,
    element_at(max(abs(amount), 2), 1) as largest,
    element_at(max(abs(amount), 2), 2) as second
from measured
group by 1, 2, 3, 4
order by 1, 2, 3, 4
