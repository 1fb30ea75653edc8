-- grain: one row per payment of a Stripe payments export, whose amounts are in major units
select
    "id" as order_id,
    "Customer ID" as customer_id,
    "Created date (UTC)" || 'Z' as ordered_at,
    upper("Currency") as currency,
    "Amount" as net_amount,
    case
        when lower("Status") in ('failed', 'blocked', 'canceled', 'cancelled', 'incomplete', 'expired') then 'void'
        when lower("Status") like 'requires%' or lower("Status") in ('pending', 'processing', 'uncaptured')
            then 'pending'
        when coalesce(lower("Status"), '') not in ('paid', 'succeeded', 'refunded', 'partially refunded', 'disputed')
            then coalesce("Status", 'unknown')
        when lower("Captured") = 'true' then 'paid'
        when lower("Captured") = 'false' then 'pending'
        else coalesce("Captured", 'unknown')
    end as status,
    case lower("Mode")
        when 'live' then 'false'
        when 'test' then 'true'
        else coalesce("Mode", 'unknown')
    end as is_test
from payments
