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

-- Few of what customers are told apart by: their audiences are found for those and not for each customer.
peers as (

    select
        atoms_in_scope.atom,
        case when customers_in_scope.acquisition_known then customers_in_scope.acquired_month end as cohort,
        count(*) as customers,
        sum(lifetime.sales) as total,
        sum(abs(lifetime.sales)) as absolute,
        max(abs(lifetime.sales), 2) as largest
    from lifetime
    inner join customers_in_scope
        on lifetime.customer_id = customers_in_scope.customer_id
    inner join atoms_in_scope
        on lifetime.customer_id = atoms_in_scope.customer_id
    group by 1, 2

),

placed as (

    select
        atom_audiences_in_scope.scheme,
        atom_audiences_in_scope.segment,
        peers.*
    from peers
    inner join atom_audiences_in_scope
        on peers.atom = atom_audiences_in_scope.atom
    union all
    select
        'cohort' as scheme,
        cast(cohort as varchar) as segment,
        peers.*
    from peers
    where cohort >= cast(:first_cohort as integer)

),

known as (

    select
        placed.scheme,
        placed.segment,
        sum(case listed.place when 1 then placed.customers else 0 end) as customers,
        sum(case listed.place when 1 then placed.total else 0 end) as total,
        sum(case listed.place when 1 then placed.absolute else 0 end) as absolute,
        max(element_at(placed.largest, listed.place), 2) as largest
    from placed
    cross join (values (1), (2)) as listed(place)
    group by 1, 2

)

select
    listed.measure,
    0 as period,
    known.scheme,
    known.segment,
    known.customers,
    cast(case listed.measure when 'lifetime-sales' then known.total else known.customers end as decimal(38, 0)) as total,
    cast(case listed.measure when 'lifetime-sales' then known.absolute else known.customers end as decimal(38, 0)) as absolute,
    case listed.measure when 'lifetime-sales' then element_at(known.largest, 1) else 1 end as largest,
    case when listed.measure = 'lifetime-sales' then element_at(known.largest, 2) when known.customers > 1 then 1 end as second
from known
cross join unnest(split('known-customers,lifetime-sales', ',')) as listed(measure)
order by 1, 2, 3, 4
