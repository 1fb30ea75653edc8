-- grain: one row per customer or guest order, week and measure: what they did and were worth in a closed week
with

contributors as (

    select
        week,
        customer_id,
        guest_order_id,
        cast(sum(orders) as bigint) as orders,
        min(case when orders > 0 then age_days end) as first_age,
        cast(sum(discounts) as bigint) as discounts,
        cast(sum(sales) as bigint) as sales,
        cast(sum(refunds) as bigint) as refunds,
        cast(sum(shipping) as bigint) as shipping,
        cast(sum(cogs) as bigint) as cogs,
        cast(sum(fulfilment) as bigint) as fulfilment,
        cast(sum(contribution) as bigint) as contribution
    from movements_in_scope
    where week in (cast(:week as integer), cast(:prior_week as integer), cast(:year_ago_week as integer))
    group by 1, 2, 3

)

select
    listed.measure,
    contributors.week as period,
    'atom' as scheme,
    atoms_in_scope.atom as segment,
    cast(null as integer) as age,
    coalesce(cast(contributors.customer_id as varchar), contributors.guest_order_id) as contributor,
    case listed.measure
        when 'ordering-customers' then cast(orders > 0 as integer)
        when 'returning-customers' then case when first_age > 0 then 1 else 0 end
        when 'first-order-customers' then case when first_age = 0 then 1 else 0 end
        when 'first-time-customers' then case when first_age = 0 and acquisition_known then 1 else 0 end
        when 'acquisition-unknown-customers' then case when first_age = 0 and not acquisition_known then 1 else 0 end
        when 'orders' then orders
        when 'gross-sales' then sales + discounts
        when 'discounts' then discounts
        when 'discounted-sales' then sales
        when 'refunds' then refunds
        when 'net-sales' then sales - refunds
        when 'shipping' then shipping
        when 'net-revenue' then sales - refunds + shipping
        when 'variable-costs' then cogs + fulfilment
        when 'cogs' then cogs
        when 'cm1' then sales - refunds + shipping - cogs
        when 'fulfilment' then fulfilment
        when 'contribution' then contribution
    end as amount
from contributors
left join customers_in_scope
    on contributors.customer_id = customers_in_scope.customer_id
left join atoms_in_scope
    on contributors.customer_id = atoms_in_scope.customer_id
cross join unnest(split(:measures, ',')) as listed(measure)
