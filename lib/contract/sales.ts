import { derived, nullable, optional, person, required, type TableContract } from './column.ts';

/** One order: the only table that must be delivered. `net_amount` is after discounts, without tax and shipping. */
const orders = {
  name: 'orders',
  grain: 'one order',
  key: ['order_id'],
  eventTime: 'ordered_at',
  columns: [
    derived('order_id', 'id', 'identifier'),
    nullable(person(required('customer_id', 'id', 'identifier'))),
    required('ordered_at', 'ts', 'behavioural'),
    required('currency', 'ccy', 'none'),
    required('net_amount', 'money', 'money'),
    optional('gross_amount', 'money', 'money'),
    optional('discount_amount', 'money', 'money'),
    optional('shipping_charged', 'money', 'money'),
    optional('tax_amount', 'money', 'money'),
    optional('price_includes_tax', 'bool', 'none'),
    optional('status', ['paid', 'pending', 'cancelled', 'void'], 'behavioural'),
    optional('cancelled_at', 'ts', 'behavioural'),
    optional('is_test', 'bool', 'none'),
    optional('channel', 'code', 'behavioural'),
    optional('country', 'code', 'quasi'),
    optional('store', 'code', 'quasi'),
    optional('gift_card_paid', 'money', 'money'),
    optional('subscription_id', 'id', 'identifier'),
    optional('cogs_amount', 'money', 'money'),
    optional('fulfilment_cost', 'money', 'money'),
    optional('payment_fee', 'money', 'money'),
    optional('fx_rate', 'rate', 'none'),
  ],
} as const satisfies TableContract;

const orderItems = {
  name: 'order_items',
  grain: 'one line of an order',
  key: ['order_item_id'],
  columns: [
    required('order_item_id', 'id', 'identifier'),
    required('order_id', 'id', 'identifier'),
    required('product_id', 'id', 'behavioural'),
    required('quantity', 'num', 'behavioural'),
    required('net_amount', 'money', 'money'),
    optional('unit_cost', 'money', 'money'),
    optional('category', 'code', 'behavioural'),
    optional('discount_amount', 'money', 'money'),
    optional('is_gift_card', 'bool', 'behavioural'),
  ],
} as const satisfies TableContract;

const products = {
  name: 'products',
  grain: 'one product in one stretch of validity',
  key: ['product_id', 'valid_from'],
  columns: [
    required('product_id', 'id', 'none'),
    optional('category', 'code', 'none'),
    optional('family', 'code', 'none'),
    optional('unit_cost', 'money', 'money'),
    optional('currency', 'ccy', 'none'),
    optional('is_gift_card', 'bool', 'none'),
    optional('valid_from', 'ts', 'none'),
    optional('valid_to', 'ts', 'none'),
  ],
} as const satisfies TableContract;

/** `amount` is positive and without tax; it is subtracted. */
const refunds = {
  name: 'refunds',
  grain: 'one refund line',
  key: ['refund_id'],
  eventTime: 'refunded_at',
  columns: [
    required('refund_id', 'id', 'identifier'),
    required('order_id', 'id', 'identifier'),
    required('refunded_at', 'ts', 'behavioural'),
    required('amount', 'money', 'money'),
    required('currency', 'ccy', 'none'),
    optional('order_item_id', 'id', 'identifier'),
    optional('quantity', 'num', 'behavioural'),
    optional('tax_amount', 'money', 'money'),
    optional('shipping_amount', 'money', 'money'),
    optional('kind', ['return', 'cancel', 'goodwill', 'chargeback'], 'behavioural'),
    optional('restocked', 'bool', 'none'),
    optional('reason', 'code', 'behavioural'),
  ],
} as const satisfies TableContract;

const costToServe = {
  name: 'cost_to_serve',
  grain: 'one cost of a period for a customer, a segment or an allocation key',
  key: [
    'period_start_date',
    'period_end_date',
    'cost_type',
    'customer_id',
    'segment',
    'driver',
    'scheme',
    'currency',
  ],
  eventTime: 'period_start_date',
  anyOf: [['customer_id', 'segment', 'driver']],
  columns: [
    required('period_start_date', 'date', 'behavioural'),
    required('amount', 'money', 'money'),
    required('currency', 'ccy', 'none'),
    required('cost_type', 'code', 'none'),
    person(optional('customer_id', 'id', 'identifier')),
    optional('segment', 'code', 'quasi'),
    optional('driver', 'code', 'none'),
    optional('period_end_date', 'date', 'behavioural'),
    optional('scheme', 'code', 'none'),
  ],
} as const satisfies TableContract;

/** What was sold, given back and what it cost. */
export const SALES_TABLES = {
  orders,
  order_items: orderItems,
  products,
  refunds,
  cost_to_serve: costToServe,
} as const satisfies Readonly<Record<string, TableContract>>;
