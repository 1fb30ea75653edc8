import type { DataClass } from '#lib/contract/column.ts';

const ORDERS = {
  customer_id: 'identifier',
  guest_order_id: 'identifier',
  order_date: 'behavioural',
  week: 'behavioural',
  month: 'behavioural',
  age_days: 'behavioural',
  discount_minor: 'money',
  net_minor: 'money',
  shipping_minor: 'money',
  cogs_minor: 'money',
  fulfilment_minor: 'money',
} as const;

const REFUNDS = {
  customer_id: 'identifier',
  guest_order_id: 'identifier',
  refund_date: 'behavioural',
  order_date: 'behavioural',
  week: 'behavioural',
  order_week: 'behavioural',
  month: 'behavioural',
  age_days: 'behavioural',
  amount_minor: 'money',
} as const;

const MOVEMENTS = {
  customer_id: 'identifier',
  guest_order_id: 'identifier',
  movement_date: 'behavioural',
  week: 'behavioural',
  month: 'behavioural',
  age_days: 'behavioural',
  orders: 'behavioural',
  discounts: 'money',
  sales: 'money',
  refunds: 'money',
  shipping: 'money',
  cogs: 'money',
  fulfilment: 'money',
  contribution: 'money',
} as const;

/** Columns of what was ordered and given back, today and as it was when its week was released. */
export const MOVEMENT_COLUMNS = {
  orders_in_scope: ORDERS,
  refunds_in_scope: REFUNDS,
  movements_in_scope: MOVEMENTS,
  released_orders_in_scope: ORDERS,
  released_refunds_in_scope: REFUNDS,
  released_movements_in_scope: MOVEMENTS,
} as const satisfies Readonly<Record<string, Readonly<Record<string, DataClass>>>>;
