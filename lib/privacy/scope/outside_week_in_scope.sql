-- grain: one row per reported week: net sales of buyers outside the scope, in minor units; none where guests are outside too
with

sales as (

    select
        buyer_id,
        order_date as moved_date,
        cast(net_amount * minor_rate as bigint) as minor
    from paid_orders
    union all
    select
        paid_orders.buyer_id,
        cast(at_timezone(refunds.refunded_at at time zone 'UTC', :time_zone) as date) as moved_date,
        -cast(
            refunds.amount * case
                when refunds.currency = paid_orders.currency then paid_orders.minor_rate
                when refunds.currency = :reporting_currency then cast(:minor_units as decimal(20, 8))
            end as bigint
        ) as minor
    from refunds
    inner join paid_orders
        on refunds.order_id = paid_orders.order_id
    where refunds.refunded_at < cast(:as_of_utc as timestamp)

),

outside as (

    select
        sales.buyer_id,
        sum(sales.minor) as minor
    from sales
    left join customers_in_scope
        on sales.buyer_id = customers_in_scope.buyer_id
    where
        sales.buyer_id is not null
        and customers_in_scope.customer_id is null
        and sales.moved_date < cast(:as_of as date)
        and sales.moved_date >= date_trunc('week', date_add('day', -1, cast(:as_of as date)))
    group by sales.buyer_id

)

select
    count(*) as customers,
    cast(coalesce(sum(minor), 0) as bigint) as total_minor,
    cast(coalesce(sum(abs(minor)), 0) as bigint) as absolute_minor,
    cast(coalesce(element_at(max(abs(minor), 2), 1), 0) as bigint) as largest_minor,
    cast(coalesce(element_at(max(abs(minor), 2), 2), 0) as bigint) as second_minor
from outside
having :lawful_basis = 'declared' and :regions = 'any'
