-- grain: one row: orders, refunds and spend before the cut, and those in a currency without a rate for their day
with

foreign_money as (

    select
        'orders' as delivered_in,
        currency,
        cast(ordered_at as date) as rate_date,
        count(*) as delivered
    from orders
    where
        currency <> :reporting_currency
        and coalesce(fx_rate, 0) <= 0
        and ordered_at < cast(:as_of_utc as timestamp)
    group by 1, 2, 3
    union all
    select
        'refunds' as delivered_in,
        refunds.currency,
        cast(orders.ordered_at as date) as rate_date,
        count(*) as delivered
    from refunds
    inner join orders
        on refunds.order_id = orders.order_id
    where
        refunds.currency <> :reporting_currency
        and coalesce(orders.fx_rate, 0) <= 0
        and refunds.refunded_at < cast(:as_of_utc as timestamp)
    group by 1, 2, 3
    union all
    select
        'spend' as delivered_in,
        currency,
        spend_date as rate_date,
        count(*) as delivered
    from marketing_spend
    where
        currency <> :reporting_currency
        and spend_date < cast(:as_of as date)
    group by 1, 2, 3

),

rates as (

    select distinct
        rate_date,
        base
    from fx_rates
    where
        quote = :reporting_currency
        and coalesce(kind, 'spot') = 'spot'
        and rate > 0

)

select
    (select count(*) from orders where ordered_at < cast(:as_of_utc as timestamp)) as orders,
    (select count(*) from refunds where refunded_at < cast(:as_of_utc as timestamp)) as refunds,
    (select count(*) from marketing_spend where spend_date < cast(:as_of as date)) as spend,
    sum(case when foreign_money.delivered_in = 'orders' then foreign_money.delivered end) as orders_unpriced,
    sum(case when foreign_money.delivered_in = 'refunds' then foreign_money.delivered end) as refunds_unpriced,
    sum(case when foreign_money.delivered_in = 'spend' then foreign_money.delivered end) as spend_unpriced
from foreign_money
left join rates
    on
        foreign_money.currency = rates.base
        and foreign_money.rate_date = rates.rate_date
where rates.base is null
