-- grain: one row per order or refund in scope on its own day: what moves a customer's value, in minor units
select
    customer_id,
    guest_order_id,
    order_date as movement_date,
    week,
    month,
    age_days,
    1 as orders,
    discount_minor as discounts,
    net_minor as sales,
    0 as refunds,
    shipping_minor as shipping,
    cogs_minor as cogs,
    fulfilment_minor as fulfilment,
    case :margin_basis
        when 'costs' then net_minor + shipping_minor - cogs_minor - fulfilment_minor
        when 'assumed' then cast(net_minor * cast(:margin as decimal(9, 8)) as bigint)
        else net_minor
    end as contribution
from orders_in_scope
union all
select
    customer_id,
    guest_order_id,
    refund_date as movement_date,
    week,
    month,
    age_days,
    0 as orders,
    0 as discounts,
    0 as sales,
    amount_minor as refunds,
    0 as shipping,
    0 as cogs,
    0 as fulfilment,
    case :margin_basis
        when 'assumed' then -cast(amount_minor * cast(:margin as decimal(9, 8)) as bigint)
        else -amount_minor
    end as contribution
from refunds_in_scope
