-- grain: one row: orders, refunds and spend before the cut, and those in a currency without a rate for their day
with

rates as (

    select distinct
        rate_date,
        base
    from fx_rates
    where
        quote = :reporting_currency
        and coalesce(kind, 'spot') = 'spot'
        and rate > 0

),

totals as (

    select
        (select count(*) from orders where ordered_at < cast(:as_of_utc as timestamp)) as orders,
        (select count(*) from refunds where refunded_at < cast(:as_of_utc as timestamp)) as refunds,
        (select count(*) from marketing_spend where spend_date < cast(:as_of as date)) as spend

),

foreign_money as (

    select
        currency,
        cast(ordered_at as date) as rate_date,
        count(*) as orders,
        0 as refunds,
        0 as spend
    from orders
    where
        currency <> :reporting_currency
        and coalesce(fx_rate, 0) <= 0
        and ordered_at < cast(:as_of_utc as timestamp)
    group by 1, 2
    union all
    select
        refunds.currency,
        cast(orders.ordered_at as date) as rate_date,
        0 as orders,
        1 as refunds,
        0 as spend
    from refunds
    inner join orders
        on refunds.order_id = orders.order_id
    where
        refunds.currency <> :reporting_currency
        and coalesce(orders.fx_rate, 0) <= 0
        and refunds.refunded_at < cast(:as_of_utc as timestamp)
    union all
    select
        currency,
        spend_date as rate_date,
        0 as orders,
        0 as refunds,
        1 as spend
    from marketing_spend
    where
        currency <> :reporting_currency
        and spend_date < cast(:as_of as date)

)

select
    max(totals.orders) as orders,
    max(totals.refunds) as refunds,
    max(totals.spend) as spend,
    sum(foreign_money.orders) as orders_unpriced,
    sum(foreign_money.refunds) as refunds_unpriced,
    sum(foreign_money.spend) as spend_unpriced
from totals
left join (
    select foreign_money.*
    from foreign_money
    left join rates
        on foreign_money.currency = rates.base and foreign_money.rate_date = rates.rate_date
    where rates.base is null
) as foreign_money
    on true
