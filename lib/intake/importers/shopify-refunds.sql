-- grain: one row per refunded line (RefundLineItem), with the refund it belongs to; dated by the refund
with lines as (
  select
    refund_lines.id,
    refund_lines.order_id,
    refund_lines.line_item_id,
    refund_lines.refund_created_at,
    refund_lines.restock_type,
    orders.currency,
    lower(orders.taxes_included) = 'true' as includes_tax,
    try_cast(refund_lines.quantity as decimal(18, 6)) as quantity,
    try_cast(refund_lines.subtotal as decimal(18, 4)) as subtotal,
    try_cast(refund_lines.total_tax as decimal(18, 4)) as tax
  from refund_lines
  left join orders on orders.id = refund_lines.order_id
)
select
  id as refund_id,
  order_id,
  refund_created_at as refunded_at,
  case when includes_tax then subtotal - tax else subtotal end as amount,
  currency,
  line_item_id as order_item_id,
  quantity,
  tax as tax_amount,
  case when restock_type = 'cancel' then 'cancel' else 'return' end as kind,
  restock_type in ('return', 'cancel') as restocked
from lines
