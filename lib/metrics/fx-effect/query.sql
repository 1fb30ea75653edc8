-- grain: one row per customer or guest order, week and currency: sales and shipping charged in it, in the reporting currency
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
        customer_id,
        guest_order_id,
        week,
        :reporting_currency as currency,
        -billed_minor as amount
    from foreign_orders_in_scope
    where week in (cast(:week as integer), cast(:prior_week as integer))
    union all
    select
        customer_id,
        guest_order_id,
        week,
        currency,
        billed_minor as amount
    from foreign_orders_in_scope
    where week in (cast(:week as integer), cast(:prior_week as integer))

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
