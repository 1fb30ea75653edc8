-- grain: one row per customer or guest order, week and currency: sales and shipping charged in it, in the reporting currency
-- Orders are in the reporting currency first; what was foreign moves from it to its own.
with

billed as (

    select
        customer_id,
        guest_order_id,
        week,
        :reporting_currency as currency,
        net_minor + shipping_minor as amount
    from orders_in_scope
    where week in (cast(:week as integer), cast(:prior_week as integer))
    union all
    select
        foreign_orders_in_scope.customer_id,
        foreign_orders_in_scope.guest_order_id,
        foreign_orders_in_scope.week,
        listed.currency,
        case listed.currency when :reporting_currency then -billed_minor else billed_minor end as amount
    from foreign_orders_in_scope
    cross join unnest(split(foreign_orders_in_scope.currency || ',' || :reporting_currency, ',')) as listed(currency)
    where foreign_orders_in_scope.week in (cast(:week as integer), cast(:prior_week as integer))

)

select
    'sales-and-shipping' as measure,
    week as period,
    'currency' as scheme,
    currency as segment,
    cast(null as integer) as age,
    cast(sum(amount) as bigint) as amount
from billed
group by customer_id, guest_order_id, week, currency
