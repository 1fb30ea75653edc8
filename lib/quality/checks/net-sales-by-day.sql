-- grain: one row per day on which money moved: orders less refunds of everyone, in the reporting currency
with

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

),

quarters_of_hours as (

    select
        currency,
        fx_rate,
        rate_date,
        min(moved_at) as moved_at,
        sum(amount) as amount
    from movements
    where
        moved_at >= cast(:as_of_utc as timestamp) - interval '372' day
        and moved_at < cast(:as_of_utc as timestamp)
    group by 1, 2, 3, cast(moved_at as date), hour(moved_at), minute(moved_at) / 15

)

select
    cast(at_timezone(quarters_of_hours.moved_at at time zone 'UTC', :time_zone) as date) as movement_date,
    sum(
        quarters_of_hours.amount
        * cast(case when currency = :reporting_currency then 1 else coalesce(fx_rate, rate) end as decimal(18, 8))
    ) as amount
from quarters_of_hours
left join spot_rates
    on quarters_of_hours.currency = spot_rates.base and quarters_of_hours.rate_date = spot_rates.rate_date
group by 1
