-- grain: one row per payment of a Stripe payments export that was given back, all or in part, on the day of the refund
select
    "id" || '-refund' as refund_id,
    "id" as order_id,
    "Refunded date (UTC)" || 'Z' as refunded_at,
    upper("Currency") as currency,
    "Amount Refunded" as amount
from payments
where
    lower("Captured") = 'true'
    and coalesce(try_cast(trim("Amount Refunded") as decimal(18, 4)), 1) <> 0
    and "Amount Refunded" is not null
