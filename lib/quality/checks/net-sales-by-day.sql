-- grain: one row per day on which money moved: orders less refunds of everyone, in the reporting currency
with

rates as (

    select
        rate_date,
        base,
        max(rate) as rate
    from fx_rates
    where
        quote = :reporting_currency
        and coalesce(kind, 'spot') = 'spot'
    group by 1, 2

),

movements as (

    select
        ordered_at as moved_at,
        net_amount as amount,
        currency,
        fx_rate,
        cast(ordered_at as date) as rate_date
    from orders
    where
        coalesce(status, 'paid') = 'paid'
        and cancelled_at is null
        and not coalesce(is_test, false)
    union all
    select
        refunds.refunded_at as moved_at,
        -refunds.amount as amount,
        refunds.currency,
        orders.fx_rate,
        cast(coalesce(orders.ordered_at, refunds.refunded_at) as date) as rate_date
    from refunds
    left join orders
        on refunds.order_id = orders.order_id
    where
        coalesce(orders.status, 'paid') = 'paid'
        and orders.cancelled_at is null
        and not coalesce(orders.is_test, false)

)

select
    cast((movements.moved_at at time zone 'UTC') at time zone :time_zone as date) as movement_date,
    sum(
        movements.amount * cast(
            case
                when movements.currency = :reporting_currency then 1
                else coalesce(movements.fx_rate, rates.rate)
            end as decimal(18, 8)
        )
    ) as amount
from movements
left join rates
    on
        movements.currency = rates.base
        and movements.rate_date = rates.rate_date
where
    movements.moved_at >= cast(:as_of_utc as timestamp) - interval '372' day
    and movements.moved_at < cast(:as_of_utc as timestamp)
group by 1
