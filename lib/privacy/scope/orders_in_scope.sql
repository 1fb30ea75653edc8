-- grain: one row per paid order before the cut, of a customer in scope or of a guest; amounts in minor units
-- Casts to bigint round half away from zero on both engines. They divide, and a short decimal divides in a fraction of
-- the time of a long one: only amounts of a million minor units and more take the long way.
with

converted as (

    select
        buyer_id,
        order_id,
        order_date,
        discount_amount * minor_rate as discount,
        net_amount * minor_rate as net,
        shipping_amount * minor_rate as shipping,
        cogs_amount * minor_rate as cogs,
        fulfilment_amount * minor_rate as fulfilment
    from paid_orders

)

select
    customers_in_scope.customer_id,
    case when converted.buyer_id is null then converted.order_id end as guest_order_id,
    converted.order_date,
    calendar.week,
    calendar.month,
    date_diff('day', customers_in_scope.acquired_date, converted.order_date) as age_days,
    coalesce(cast(try_cast(discount as decimal(18, 12)) as bigint), cast(discount as bigint)) as discount_minor,
    coalesce(cast(try_cast(net as decimal(18, 12)) as bigint), cast(net as bigint)) as net_minor,
    coalesce(cast(try_cast(shipping as decimal(18, 12)) as bigint), cast(shipping as bigint)) as shipping_minor,
    coalesce(cast(try_cast(cogs as decimal(18, 12)) as bigint), cast(cogs as bigint)) as cogs_minor,
    coalesce(cast(try_cast(fulfilment as decimal(18, 12)) as bigint), cast(fulfilment as bigint)) as fulfilment_minor
from converted
inner join calendar
    on converted.order_date = calendar.calendar_date
left join customers_in_scope
    on converted.buyer_id = customers_in_scope.buyer_id
where
    customers_in_scope.customer_id is not null
    or converted.buyer_id is null
