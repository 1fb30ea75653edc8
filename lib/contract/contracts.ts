import { optional, person, required, type TableContract } from './column.ts';

/** `mrr_before` and `mrr_after` are monthly, without tax, one-off charges and trials. */
const subscriptions = {
  name: 'subscriptions',
  grain: 'one change of one subscription',
  key: ['subscription_id', 'effective_at'],
  eventTime: 'effective_at',
  columns: [
    required('subscription_id', 'id', 'identifier'),
    person(required('customer_id', 'id', 'identifier')),
    required('effective_at', 'ts', 'behavioural'),
    required('mrr_before', 'money', 'money'),
    required('mrr_after', 'money', 'money'),
    required('currency', 'ccy', 'none'),
    optional('product_id', 'id', 'behavioural'),
    optional('interval', ['month', 'quarter', 'year'], 'behavioural'),
    optional('quantity', 'num', 'behavioural'),
    optional('status', ['trial', 'active', 'past_due', 'cancelled', 'ended'], 'behavioural'),
    optional('trial_end_at', 'ts', 'behavioural'),
    optional('cancel_requested_at', 'ts', 'behavioural'),
    optional('ended_at', 'ts', 'behavioural'),
    optional('reason', 'code', 'behavioural'),
    optional('competitor', 'code', 'behavioural'),
  ],
} as const satisfies TableContract;

const invoices = {
  name: 'invoices',
  grain: 'one invoice',
  key: ['invoice_id'],
  eventTime: 'issued_at',
  columns: [
    required('invoice_id', 'id', 'identifier'),
    person(required('customer_id', 'id', 'identifier')),
    required('issued_at', 'ts', 'behavioural'),
    required('due_at', 'ts', 'behavioural'),
    required('amount', 'money', 'money'),
    required('currency', 'ccy', 'none'),
    optional('amount_paid', 'money', 'money'),
    optional('credited', 'money', 'money'),
    optional('paid_at', 'ts', 'behavioural'),
    optional('status', ['open', 'paid', 'void', 'uncollectible'], 'behavioural'),
    optional('written_off_at', 'ts', 'behavioural'),
    optional('disputed_at', 'ts', 'behavioural'),
    optional('subscription_id', 'id', 'identifier'),
  ],
} as const satisfies TableContract;

/** What customers are bound to and what they owe. */
export const CONTRACT_TABLES = {
  subscriptions,
  invoices,
} as const satisfies Readonly<Record<string, TableContract>>;
