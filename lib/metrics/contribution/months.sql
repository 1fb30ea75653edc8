-- grain: one row per measure, month (or week of it) and customer or guest order: margins of the compared months, and costs of nobody known
with

sold as (

    select
        listed.grain,
        case listed.grain when 'week' then week else month end as period,
        customer_id,
        guest_order_id,
        cast(sum(sales - refunds + shipping - cogs) as bigint) as cm1,
        cast(sum(fulfilment) as bigint) as fulfilment,
        cast(sum(contribution) as bigint) as cm2
    from movements_in_scope
    cross join unnest(split(:grains, ',')) as listed(grain)
    where month in (cast(:month as integer), cast(:prior_month as integer), cast(:year_ago_month as integer))
    group by 1, 2, 3, 4

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
        listed.measure || case sold.grain when 'week' then '-of-week' else '' end as measure,
        sold.period,
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
        month as period,
        amount
    from served
    union all
    select
        'retention-marketing' as measure,
        month as period,
        amount
    from kept

)

select
    measure,
    period,
    'all' as scheme,
    'all' as segment,
    cast(null as integer) as age,
    amount
from amounts
