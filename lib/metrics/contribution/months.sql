-- grain: one row per measure, month and customer or guest order: margins of the compared months, and costs of nobody known
with

sold as (

    select
        month,
        customer_id,
        guest_order_id,
        cast(sum(sales - refunds + shipping - cogs) as bigint) as cm1,
        cast(sum(fulfilment) as bigint) as fulfilment,
        cast(sum(contribution) as bigint) as cm2
    from movements_in_scope
    where month in (cast(:month as integer), cast(:prior_month as integer), cast(:year_ago_month as integer))
    group by 1, 2, 3

),

served as (

    select
        month,
        case when customer_id is null then 'serving-nobody' else 'contribution-serving' end as measure,
        cast(sum(amount_minor) as bigint) as amount
    from cost_to_serve_in_scope
    where month in (cast(:month as integer), cast(:prior_month as integer), cast(:year_ago_month as integer))
    group by month, customer_id

),

kept as (

    select
        month,
        cast(sum(amount_minor) as bigint) as amount
    from marketing_spend_in_scope
    where
        purpose = 'retention'
        and month in (cast(:month as integer), cast(:prior_month as integer), cast(:year_ago_month as integer))
    group by month

),

amounts as (

    select
        listed.measure,
        sold.month,
        case listed.measure
            when 'contribution-cm1' then sold.cm1
            when 'contribution-fulfilment' then sold.fulfilment
            when 'contribution-cm2' then sold.cm2
        end as amount
    from sold
    cross join unnest(split(:measures, ',')) as listed(measure)
    union all
    select
        measure,
        month,
        amount
    from served
    union all
    select
        'retention-marketing' as measure,
        month,
        amount
    from kept

)

select
    measure,
    month as period,
    'all' as scheme,
    'all' as segment,
    cast(null as integer) as age,
    amount
from amounts
