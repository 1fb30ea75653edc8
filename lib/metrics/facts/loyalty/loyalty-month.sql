-- grain: one row per measure, customer, compared month and loyalty group: all, members or others, in the reported month also tiers
-- A member is who holds a tier at the close of the month.
with

held as (

    select
        loyalty_tiers_in_scope.customer_id,
        closes.period as month,
        max_by(
            loyalty_tiers_in_scope.tier,
            row(loyalty_tiers_in_scope.from_date, loyalty_tiers_in_scope.tier)
        ) as tier
    from loyalty_tiers_in_scope
    inner join closes
        on
            loyalty_tiers_in_scope.from_date < closes.ends
            and coalesce(loyalty_tiers_in_scope.to_date, closes.ends) >= closes.ends
    group by 1, 2

),

contributors as (

    select
        customer_id,
        month,
        cast(sum(orders) as bigint) as orders,
        cast(sum(sales) - sum(refunds) as bigint) as net_sales,
        cast(sum(contribution) as bigint) as contribution
    from movements_in_scope
    where
        customer_id is not null
        and month in (cast(:month as integer), cast(:prior_month as integer), cast(:year_ago_month as integer))
    group by 1, 2

)

select
    'loyalty-' || listed.measure as measure,
    contributors.month as period,
    parted.scheme,
    case parted.scheme
        when 'all' then 'all'
        when 'loyalty-tier' then held.tier
        else case when held.tier is null then 'non-member' else 'member' end
    end as segment,
    cast(null as integer) as age,
    case listed.measure
        when 'ordering-customers' then cast(contributors.orders > 0 as integer)
        when 'net-sales' then contributors.net_sales
        when 'contribution' then contributors.contribution
    end as amount
from contributors
left join held
    on
        contributors.customer_id = held.customer_id
        and contributors.month = held.month
cross join unnest(split('ordering-customers,net-sales,contribution', ',')) as listed(measure)
cross join unnest(split('all,loyalty,loyalty-tier', ',')) as parted(scheme)
where
    parted.scheme <> 'loyalty-tier'
    or (held.tier is not null and contributors.month = cast(:month as integer))
