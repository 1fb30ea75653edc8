-- grain: one row per tier at the close before and at this close: customers, by contribution in the 365 days to each
with

earned as (

    select
        customer_id,
        cast(sum(case when movement_date < cast(:before_to as date) then orders else 0 end) as bigint) as orders_before,
        cast(sum(case when movement_date < cast(:before_to as date) then contribution else 0 end) as bigint) as value_before,
        cast(sum(case when movement_date >= cast(:now_from as date) then orders else 0 end) as bigint) as orders_now,
        cast(sum(case when movement_date >= cast(:now_from as date) then contribution else 0 end) as bigint) as value_now
    from movements_in_scope
    where
        customer_id is not null
        and movement_date >= cast(:before_from as date)
        and movement_date < cast(:now_to as date)
    group by customer_id

),

compared as (

    select
        case :thresholds when 'quantiles' then value_now else value_before end as value,
        count(*) as customers
    from earned
    where case :thresholds when 'quantiles' then orders_now else orders_before end > 0
    group by 1

),

ranked as (

    select
        value,
        3 * sum(customers) over (order by value) as place,
        sum(customers) over () as peers
    from compared

),

bounds as (

    select
        coalesce(cast(nullif(:mid, '') as bigint), min(case when place > peers then value end)) as mid,
        coalesce(cast(nullif(:high, '') as bigint), min(case when place > 2 * peers then value end)) as high
    from ranked

),

placed as (

    select
        case
            when earned.orders_before = 0 then 'none'
            when earned.value_before >= bounds.high then 'high'
            when earned.value_before >= bounds.mid then 'mid'
            else 'low'
        end as tier_before,
        case
            when earned.orders_now = 0 then 'none'
            when earned.value_now >= bounds.high then 'high'
            when earned.value_now >= bounds.mid then 'mid'
            else 'low'
        end as tier_now
    from earned
    inner join bounds
        on bounds.mid is not null
    where earned.orders_before > 0 or earned.orders_now > 0

)

select
    tier_before,
    tier_now,
    count(*) as customers
from placed
group by 1, 2
order by 1, 2
