-- grain: one row per order of the Admin API (Order), flattened with underscores; money in shop currency
with delivered as (
  select
    id,
    customer_id,
    coalesce(processed_at, created_at) as ordered_at,
    updated_at,
    currency,
    try_cast(subtotal_price as decimal(18, 4)) as subtotal,
    try_cast(total_tax as decimal(18, 4)) as tax,
    try_cast(total_discounts as decimal(18, 4)) as discounts,
    try_cast(total_shipping_price_set_shop_money_amount as decimal(18, 4)) as shipping,
    lower(taxes_included) = 'true' as includes_tax,
    financial_status,
    cancelled_at,
    test,
    source_name
  from orders
)
select
  id as order_id,
  customer_id,
  ordered_at,
  updated_at,
  currency,
  case when includes_tax then subtotal - tax else subtotal end as net_amount,
  discounts as discount_amount,
  shipping as shipping_charged,
  tax as tax_amount,
  case
    when cancelled_at is not null then 'cancelled'
    when financial_status = 'voided' then 'void'
    when financial_status in ('pending', 'authorized') then 'pending'
    else 'paid'
  end as status,
  cancelled_at,
  test as is_test,
  source_name as channel
from delivered
