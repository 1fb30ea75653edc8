-- grain: one row per finalised invoice (Invoice), in minor units, times in seconds since 1970
with delivered as (
  select
    id,
    customer,
    coalesce(status_transitions_paid_at, created) as paid_at,
    currency,
    total_excluding_tax,
    status,
    livemode
  from invoices
  where status <> 'draft'
)
select
  id as order_id,
  customer as customer_id,
  timestamp '1970-01-01 00:00:00' + try_cast(paid_at as bigint) * interval '1' second as ordered_at,
  currency,
  total_excluding_tax as net_amount,
  case status when 'paid' then 'paid' when 'open' then 'pending' else 'void' end as status,
  lower(livemode) = 'false' as is_test
from delivered
