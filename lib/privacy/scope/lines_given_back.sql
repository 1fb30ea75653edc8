-- grain: one row per order, or line of an order, that came back whole before the cut: the day of the last refund
-- An order is back when its refunds make up its net amount, a line when refunds name it and, if they say how many, all.
with

given_back as (

    select
        refunds.order_id,
        refunds.order_item_id,
        cast(at_timezone(refunds.refunded_at at time zone 'UTC', :time_zone) as date) as refund_date,
        case when refunds.currency = paid_orders.currency then refunds.amount else 0 end as amount,
        refunds.quantity,
        paid_orders.net_amount
    from refunds
    inner join paid_orders
        on refunds.order_id = paid_orders.order_id
    where
        refunds.refunded_at < cast(:as_of_utc as timestamp)
        and coalesce(refunds.kind, 'return') in ('return', 'cancel')

)

select
    order_id,
    cast(null as varchar) as order_item_id,
    max(refund_date) as returned_date
from given_back
group by order_id
having sum(amount) >= max(net_amount)
union all
select
    given_back.order_id,
    given_back.order_item_id,
    max(given_back.refund_date) as returned_date
from given_back
inner join order_items
    on given_back.order_item_id = order_items.order_item_id
group by 1, 2
having sum(coalesce(given_back.quantity, order_items.quantity)) >= max(order_items.quantity)
