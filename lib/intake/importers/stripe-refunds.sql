-- grain: one row per issued credit note (CreditNote), in minor units, times in seconds since 1970
select
  id as refund_id,
  invoice as order_id,
  timestamp '1970-01-01 00:00:00' + try_cast(created as bigint) * interval '1' second as refunded_at,
  total_excluding_tax as amount,
  currency,
  reason
from credit_notes
where status = 'issued'
