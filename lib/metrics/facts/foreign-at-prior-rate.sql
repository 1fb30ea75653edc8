-- grain: one row per customer or guest order that ordered in a foreign currency in the week: how much of it is due to rates
-- The rate of the week before is that at which its own orders were converted; a currency without any has no effect.
with

rates as (

    select
        currency,
        cast(sum(billed_minor) as double) / nullif(cast(sum(billed_abroad) as double), 0) as minor_rate
    from foreign_orders_in_scope
    where week = cast(:prior_week as integer)
    group by 1

)

select
    foreign_orders_in_scope.customer_id,
    foreign_orders_in_scope.guest_order_id,
    sum(
        foreign_orders_in_scope.billed_minor - cast(
            floor(
                cast(foreign_orders_in_scope.billed_abroad as double) * rates.minor_rate + 0.5
            ) as bigint
        )
    ) as currency_effect
from foreign_orders_in_scope
inner join rates
    on foreign_orders_in_scope.currency = rates.currency
where foreign_orders_in_scope.week = cast(:week as integer)
group by 1, 2
