-- grain: one row per paid order before the cut, of a customer in scope or of a guest; amounts in minor units
-- Casts to bigint round half away from zero on both engines. They divide, and short decimals multiply and divide in a
-- fraction of the time of long ones: large amounts, high rates and other minor units than hundredths take the longer ways.
-- Their products are written in two orders, or DuckDB would compute the common one for every row.
with

rated as (

    select
        paid_orders.*,
        cast(rate * cast(:minor_units as integer) as decimal(20, 8)) as minor_rate,
        case
            when :minor_units <> '100' then null
            when rate = 1 then cast(100 as decimal(9, 6))
            else try_cast(try_cast(rate as decimal(9, 8)) * cast(100 as decimal(3, 0)) as decimal(9, 6))
        end as short_rate
    from paid_orders

)

select
    customers_in_scope.customer_id,
    case when rated.buyer_id is null then rated.order_id end as guest_order_id,
    rated.order_date,
    calendar.week,
    calendar.month,
    date_diff('day', customers_in_scope.acquired_date, rated.order_date) as age_days,
    coalesce(
        cast(try_cast(discount_amount as decimal(9, 4)) * short_rate as bigint),
        cast(try_cast(discount_amount * minor_rate as decimal(18, 12)) as bigint),
        cast(minor_rate * discount_amount as bigint)
    ) as discount_minor,
    coalesce(
        cast(try_cast(net_amount as decimal(9, 4)) * short_rate as bigint),
        cast(try_cast(net_amount * minor_rate as decimal(18, 12)) as bigint),
        cast(minor_rate * net_amount as bigint)
    ) as net_minor,
    coalesce(
        cast(try_cast(shipping_amount as decimal(9, 4)) * short_rate as bigint),
        cast(try_cast(shipping_amount * minor_rate as decimal(18, 12)) as bigint),
        cast(minor_rate * shipping_amount as bigint)
    ) as shipping_minor,
    coalesce(
        cast(try_cast(cogs_amount as decimal(9, 4)) * short_rate as bigint),
        cast(try_cast(cogs_amount * minor_rate as decimal(18, 12)) as bigint),
        cast(minor_rate * cogs_amount as bigint)
    ) as cogs_minor,
    coalesce(
        cast(try_cast(fulfilment_amount as decimal(9, 4)) * short_rate as bigint),
        cast(try_cast(fulfilment_amount * minor_rate as decimal(18, 12)) as bigint),
        cast(minor_rate * fulfilment_amount as bigint)
    ) as fulfilment_minor
from rated
inner join calendar
    on rated.order_date = calendar.calendar_date
left join customers_in_scope
    on rated.buyer_id = customers_in_scope.buyer_id
where
    customers_in_scope.customer_id is not null
    or rated.buyer_id is null
