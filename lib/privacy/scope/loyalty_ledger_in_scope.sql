-- grain: one row per entry of loyalty points of a customer in scope: points given above 0, used or lost below
-- `point_value_minor` is what one point was said to be worth; null where it was not, or in a currency without a rate that day.
with

entries as (

    select
        customers_in_scope.customer_id,
        loyalty_ledger.occurred_at,
        cast(at_timezone(loyalty_ledger.occurred_at at time zone 'UTC', :time_zone) as date) as entry_date,
        loyalty_ledger.kind,
        case loyalty_ledger.kind
            when 'earn' then abs(loyalty_ledger.points)
            when 'adjust' then loyalty_ledger.points
            else -abs(loyalty_ledger.points)
        end as points,
        loyalty_ledger.value_per_point,
        loyalty_ledger.currency
    from loyalty_ledger
    left join customers
        on loyalty_ledger.customer_id = customers.customer_id
    inner join customers_in_scope
        on coalesce(customers.merged_into, loyalty_ledger.customer_id) = customers_in_scope.buyer_id
    where loyalty_ledger.occurred_at < cast(:as_of_utc as timestamp)

)

select
    entries.customer_id,
    entries.occurred_at,
    entries.entry_date,
    calendar.month,
    entries.kind,
    cast(entries.points as bigint) as points,
    cast(
        entries.value_per_point * cast(
            case
                when entries.currency = :reporting_currency then 1
                else spot_rates.rate
            end * cast(:minor_units as integer) as decimal(20, 8)
        ) as decimal(20, 8)
    ) as point_value_minor
from entries
inner join calendar
    on entries.entry_date = calendar.calendar_date
left join spot_rates
    on
        entries.currency = spot_rates.base
        and entries.entry_date = spot_rates.rate_date
