-- grain: one row per order before the cut that is paid, real, retained, not cancelled and has a rate, of whoever bought
-- A guest has no state that could change: under consents nobody agreed, and a region is that of the order.
-- What does not count has no rate: planners would take each condition of its own for a fifth of the orders that is left.
with

priced as (

    select
        orders.*,
        coalesce(customers.merged_into, orders.customer_id) as buyer_id,
        case
            when orders.ordered_at < local_days.last_begins_at then local_days.first_date
            else local_days.last_date
        end as order_date,
        case
            when
                coalesce(orders.status, 'paid') <> 'paid'
                or orders.cancelled_at is not null
                or coalesce(orders.is_test, false)
                or orders.ordered_at >= cast(:as_of_utc as timestamp)
                or orders.ordered_at < cast(:retained_from_utc as timestamp)
                or orders.customer_id is null
                and not (
                    :lawful_basis = 'declared'
                    and (:regions = 'any' or coalesce(contains(split(:regions, ','), orders.country), false))
                )
                then null
            when orders.currency = :reporting_currency then cast(1 as decimal(18, 8))
            else coalesce(orders.fx_rate, spot_rates.rate)
        end as rate
    from orders
    inner join local_days
        on cast(orders.ordered_at as date) = local_days.utc_date
    left join spot_rates
        on
            orders.currency = spot_rates.base
            and cast(orders.ordered_at as date) = spot_rates.rate_date
    left join customers
        on orders.customer_id = customers.customer_id

)

select
    order_id,
    buyer_id,
    ordered_at,
    order_date,
    currency,
    case
        when rate = 1 then cast(:minor_units as decimal(20, 8))
        else cast(rate * cast(:minor_units as integer) as decimal(20, 8))
    end as minor_rate,
    case
        when :minor_units <> '100' then null
        when rate = 1 then cast(100 as decimal(9, 6))
        else try_cast(try_cast(rate as decimal(9, 8)) * cast(100 as decimal(3, 0)) as decimal(9, 6))
    end as short_minor_rate,
    channel,
    country,
    net_amount,
    coalesce(discount_amount, gross_amount - net_amount, 0) as discount_amount,
    coalesce(shipping_charged, 0) as shipping_amount,
    coalesce(cogs_amount, 0) as cogs_amount,
    coalesce(fulfilment_cost, 0) + coalesce(payment_fee, 0) as fulfilment_amount
from priced
where rate is not null
