-- grain: one row per paid order before the cut, of a customer in scope or of a guest; amounts in minor units
-- Casts to bigint round half away from zero on both engines. They divide, and short decimals multiply and divide in a
-- fraction of the time of long ones: large amounts, high rates and other minor units than hundredths take the longer ways.
-- The long products and their factors are written in two ways, or DuckDB would compute what they share for every row.
with

days as (

    select
        calendar_date,
        week,
        month,
        date_diff('day', date '1970-01-01', calendar_date) as day_number
    from calendar

),

buyers as (

    select
        buyer_id,
        customer_id,
        date_diff('day', date '1970-01-01', acquired_date) as acquired_day
    from customers_in_scope

)

select
    buyers.customer_id,
    case when paid_orders.buyer_id is null then paid_orders.order_id end as guest_order_id,
    paid_orders.order_date,
    days.week,
    days.month,
    days.day_number - buyers.acquired_day as age_days,
    coalesce(
        cast(try_cast(discount_amount as decimal(9, 4)) * short_minor_rate as bigint),
        cast(try_cast(discount_amount * minor_rate as decimal(18, 12)) as bigint),
        cast(minor_rate * cast(discount_amount as decimal(19, 4)) as bigint)
    ) as discount_minor,
    coalesce(
        cast(try_cast(net_amount as decimal(9, 4)) * short_minor_rate as bigint),
        cast(try_cast(net_amount * minor_rate as decimal(18, 12)) as bigint),
        cast(minor_rate * cast(net_amount as decimal(19, 4)) as bigint)
    ) as net_minor,
    coalesce(
        cast(try_cast(shipping_amount as decimal(9, 4)) * short_minor_rate as bigint),
        cast(try_cast(shipping_amount * minor_rate as decimal(18, 12)) as bigint),
        cast(minor_rate * cast(shipping_amount as decimal(19, 4)) as bigint)
    ) as shipping_minor,
    coalesce(
        cast(try_cast(cogs_amount as decimal(9, 4)) * short_minor_rate as bigint),
        cast(try_cast(cogs_amount * minor_rate as decimal(18, 12)) as bigint),
        cast(minor_rate * cast(cogs_amount as decimal(19, 4)) as bigint)
    ) as cogs_minor,
    coalesce(
        cast(try_cast(fulfilment_amount as decimal(9, 4)) * short_minor_rate as bigint),
        cast(try_cast(fulfilment_amount * minor_rate as decimal(18, 12)) as bigint),
        cast(minor_rate * cast(fulfilment_amount as decimal(19, 4)) as bigint)
    ) as fulfilment_minor
from paid_orders
inner join days
    on paid_orders.order_date = days.calendar_date
left join buyers
    on paid_orders.buyer_id = buyers.buyer_id
where
    buyers.customer_id is not null
    or paid_orders.buyer_id is null
