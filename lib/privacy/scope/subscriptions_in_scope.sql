-- grain: one row per customer in scope and day on which their recurring revenue changed: what it was after that day, in minor units
-- A switch on one day nets out. A spell lasts from the day when revenue begins to the day when none is left.
with

priced as (

    select
        customers_in_scope.customer_id,
        subscriptions.subscription_id,
        subscriptions.effective_at,
        cast(at_timezone(subscriptions.effective_at at time zone 'UTC', :time_zone) as date) as change_date,
        coalesce(subscriptions.interval, 'month') as renewal_interval,
        case
            when coalesce(subscriptions.status, 'active') in ('trial', 'ended') then 0
            else subscriptions.mrr_after
        end as mrr,
        subscriptions.currency
    from subscriptions
    left join customers
        on subscriptions.customer_id = customers.customer_id
    inner join customers_in_scope
        on coalesce(customers.merged_into, subscriptions.customer_id) = customers_in_scope.buyer_id
    where subscriptions.effective_at < cast(:as_of_utc as timestamp)

),

-- A price in a currency without a rate that day is not known; that there is none any more needs no rate.
converted as (

    select
        priced.*,
        cast(
            priced.mrr * cast(
                case
                    when priced.mrr = 0 or priced.currency = :reporting_currency then 1
                    else spot_rates.rate
                end * cast(:minor_units as integer) as decimal(20, 8)
            ) as bigint
        ) as mrr_minor
    from priced
    left join spot_rates
        on priced.currency = spot_rates.base and priced.change_date = spot_rates.rate_date

),

steps as (

    select
        *,
        mrr_minor - lag(mrr_minor, 1, 0) over (
            partition by customer_id, subscription_id order by effective_at
        ) as step_minor
    from converted
    where mrr_minor is not null

),

days as (

    select
        customer_id,
        change_date,
        max_by(renewal_interval, row(step_minor, renewal_interval)) as renewal_interval,
        sum(sum(step_minor)) over (partition by customer_id order by change_date) as mrr_minor,
        sum(step_minor) as step_minor
    from steps
    group by 1, 2

)

select
    customer_id,
    change_date,
    renewal_interval,
    cast(mrr_minor as bigint) as mrr_minor,
    max(case when mrr_minor = step_minor then change_date end) over (
        partition by customer_id order by change_date
    ) as spell_date
from days
where step_minor <> 0
