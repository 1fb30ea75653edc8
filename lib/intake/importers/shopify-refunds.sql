-- grain: one row per successful refund of a Shopify transactions export, on its own day; goods are given back before shipping
with

given_back as (

    select
        transactions."Name" as order_name,
        replace(
            replace(replace(transactions."Created At", ' UTC', 'Z'), ' +', '+'), ' -', '-'
        ) as refunded_at,
        transactions."Currency" as currency,
        try_cast(trim(transactions."Amount") as decimal(18, 4)) as amount
    from transactions
    where
        lower(transactions."Kind") = 'refund'
        and lower(transactions."Status") = 'success'

),

in_turn as (

    select
        *,
        row_number() over (partition by order_name order by refunded_at, amount) as turn,
        sum(amount) over (
            partition by order_name
            order by refunded_at, amount
            rows between unbounded preceding and current row
        ) as so_far
    from given_back

),

of_goods as (

    select
        in_turn.*,
        order_totals.order_id,
        least(in_turn.so_far, order_totals.goods_with_tax) as goods_so_far,
        least(in_turn.so_far - in_turn.amount, order_totals.goods_with_tax) as goods_before,
        case
            when order_totals.goods_with_tax = 0 then 0
            else cast(order_totals.net_amount as double) / cast(order_totals.goods_with_tax as double)
        end as net_share
    from in_turn
    left join order_totals
        on in_turn.order_name = order_totals.order_name

)

select
    coalesce(order_id, order_name) || '-refund-' || cast(turn as varchar) as refund_id,
    coalesce(order_id, order_name) as order_id,
    refunded_at,
    currency,
    -- tax is in a refund as in its order; rounding the running sum makes a full refund the order's net amount
    case
        when order_id is null then amount
        else
            cast(round(cast(goods_so_far as double) * net_share, 2) as decimal(18, 4))
            - cast(round(cast(goods_before as double) * net_share, 2) as decimal(18, 4))
    end as amount
from of_goods
