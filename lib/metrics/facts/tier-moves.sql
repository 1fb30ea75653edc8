-- grain: one row per tier at the close before and at this close: customers, by contribution in the 365 days to each
with

earned as (

    select
        customer_id,
        sum(case when movement_date < cast(:before_to as date) then orders else 0 end) as orders_before,
        sum(case when movement_date < cast(:before_to as date) then contribution else 0 end) as value_before,
        sum(case when movement_date >= cast(:now_from as date) then orders else 0 end) as orders_now,
        sum(case when movement_date >= cast(:now_from as date) then contribution else 0 end) as value_now
    from movements_in_scope
    where
        customer_id is not null
        and movement_date >= cast(:before_from as date)
        and movement_date < cast(:now_to as date)
    group by customer_id

),

compared as (

    select case :thresholds when 'quantiles' then value_now else value_before end as value
    from earned
    where case :thresholds when 'quantiles' then orders_now else orders_before end > 0

),

ranked as (

    select
        value,
        row_number() over (order by value) as place,
        count(*) over () as customers
    from compared

),

bounds as (

    select
        coalesce(
            cast(nullif(:mid, '') as bigint), min(case when 3 * place > customers then value end)
        ) as mid,
        coalesce(
            cast(nullif(:high, '') as bigint), min(case when 3 * place > 2 * customers then value end)
        ) as high
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
