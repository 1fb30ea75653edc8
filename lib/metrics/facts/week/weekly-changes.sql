-- grain: one row per customer or guest order, week and measure: what became of what they were billed the week before
with

moves as (

    select
        customer_id,
        guest_order_id,
        week,
        order_date,
        age_days,
        net_minor + shipping_minor as billed,
        0 as currency_effect
    from orders_in_scope
    where
        week between cast(:first_week as integer) and cast(:week as integer)
        and (customer_id is not null or week >= cast(:prior_week as integer))
    union all
    select
        customer_id,
        guest_order_id,
        cast(:week as integer) as week,
        cast(null as date) as order_date,
        cast(null as integer) as age_days,
        0 as billed,
        currency_effect
    from currency_effects

),

compared as (

    select
        customer_id,
        sum(case when week = cast(:prior_week as integer) then billed else 0 end) as earlier,
        sum(case when week = cast(:week as integer) then billed else 0 end) as later,
        sum(currency_effect) as currency_effect,
        sum(case when week = cast(:week as integer) then billed else 0 end) - sum(currency_effect) as repriced,
        min(case when week = cast(:week as integer) then age_days end) as first_age,
        date_diff(
            'day',
            max(case when week < cast(:week as integer) then order_date end),
            min(case when week = cast(:week as integer) then order_date end)
        ) as gap
    from moves
    group by customer_id, guest_order_id
    having max(week) >= cast(:prior_week as integer)

)

select
    listed.measure,
    cast(:week as integer) as period,
    case when compared.customer_id is null then 'guest' else 'all' end as scheme,
    case when compared.customer_id is null then 'guest' else 'all' end as segment,
    cast(null as integer) as age,
    coalesce(
        case listed.measure
            when 'earlier' then earlier
            when 'later' then later
            when 'repriced' then repriced
            when 'fx' then currency_effect
            when 'new' then case when first_age = 0 and acquisition_known then repriced end
            when 'acquisition-unknown' then case when first_age = 0 and not acquisition_known then repriced end
            when 'returning' then case when first_age > 0 and earlier = 0 and gap <= cast(:lapse_days as integer) then repriced end
            when 'reactivated' then case when first_age > 0 and earlier = 0 and coalesce(gap > cast(:lapse_days as integer), true) then repriced end
            when 'up' then case when earlier > 0 and repriced > earlier then repriced - earlier end
            when 'down' then case when repriced > 0 and repriced < earlier then earlier - repriced end
            when 'absent' then case when repriced = 0 then earlier end
            when 'kept' then case when repriced > earlier then earlier else repriced end
        end,
        0
    ) as amount
from compared
left join customers_in_scope
    on compared.customer_id = customers_in_scope.customer_id
cross join unnest(split(:measures, ',')) as listed(measure)
where
    compared.customer_id is not null
    or listed.measure in ('earlier', 'later', 'repriced', 'fx')
