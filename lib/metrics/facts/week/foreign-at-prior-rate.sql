-- grain: one row per customer or guest order that ordered in a foreign currency in the week: how much of it is due to rates
-- The rate of the week before is that at which its own orders were converted; a currency without any has no effect.
with

rated as (

    select
        customer_id,
        guest_order_id,
        week,
        billed_minor,
        billed_abroad,
        cast(sum(case when week = cast(:prior_week as integer) then billed_minor end) over (partition by currency) as double)
        / nullif(
            cast(sum(case when week = cast(:prior_week as integer) then billed_abroad end) over (partition by currency) as double), 0
        ) as minor_rate
    from foreign_orders_in_scope
    where week in (cast(:week as integer), cast(:prior_week as integer))

)

select
    customer_id,
    guest_order_id,
    sum(billed_minor - cast(floor(cast(billed_abroad as double) * minor_rate + 0.5) as bigint)) as currency_effect
from rated
where week = cast(:week as integer) and minor_rate is not null
group by 1, 2
