-- grain: one row per measure, week and audience: what customers did and were worth in a closed week
with

contributors as (

    select
        week,
        customer_id,
        guest_order_id,
        sum(orders) as orders,
        min(case when orders > 0 then age_days end) as first_age,
        sum(discounts) as discounts,
        sum(sales) as sales,
        sum(refunds) as refunds,
        sum(shipping) as shipping,
        sum(cogs) as cogs,
        sum(fulfilment) as fulfilment,
        sum(contribution) as contribution
    from movements_in_scope
    where week in (cast(:week as integer), cast(:prior_week as integer), cast(:year_ago_week as integer))
    group by 1, 2, 3

),

measured as (

    select
        contributors.week,
        coalesce(audiences_in_scope.scheme, 'guest') as scheme,
        coalesce(audiences_in_scope.segment, 'guest') as segment,
        listed.measure,
        case listed.measure
            when 'ordering-customers' then cast(orders > 0 as integer)
            when 'returning-customers' then cast(first_age > 0 as integer)
            when 'first-order-customers' then cast(first_age = 0 as integer)
            when 'first-time-customers' then cast(first_age = 0 and acquisition_known as integer)
            when 'acquisition-unknown-customers' then cast(first_age = 0 and not acquisition_known as integer)
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
    left join audiences_in_scope
        on contributors.customer_id = audiences_in_scope.customer_id
    cross join unnest(split(:measures, ',')) as listed(measure)

)

select
    measure,
    week as period,
    scheme,
    segment,
    count_if(amount <> 0) as customers,
    cast(sum(amount) as decimal(38, 0)) as total,
    cast(sum(abs(amount)) as decimal(38, 0)) as absolute,
    element_at(max(abs(amount), 2), 1) as largest,
    element_at(max(abs(amount), 2), 2) as second
from measured
group by 1, 2, 3, 4
order by 1, 2, 3, 4
