import type { DataClass } from '#lib/contract/column.ts';

type Classes = Readonly<Record<string, DataClass>>;

/** The data map of what queries may read: the class of each column of each relation in scope. */
export const SCOPE_COLUMNS = {
  customers_in_scope: {
    customer_id: 'identifier',
    buyer_id: 'identifier',
    acquired_date: 'behavioural',
    acquired_month: 'behavioural',
    entry_channel: 'behavioural',
    country: 'quasi',
    type: 'quasi',
    acquisition_known: 'none',
  },
  orders_in_scope: {
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
  },
  refunds_in_scope: {
    customer_id: 'identifier',
    guest_order_id: 'identifier',
    refund_date: 'behavioural',
    order_date: 'behavioural',
    week: 'behavioural',
    order_week: 'behavioural',
    month: 'behavioural',
    age_days: 'behavioural',
    amount_minor: 'money',
  },
  movements_in_scope: {
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
  },
  purchase_days_in_scope: {
    customer_id: 'identifier',
    order_date: 'behavioural',
    value_minor: 'money',
  },
  atoms_in_scope: { customer_id: 'identifier', atom: 'quasi' },
  atom_audiences_in_scope: { atom: 'quasi', scheme: 'none', segment: 'quasi' },
  audiences_in_scope: { customer_id: 'identifier', scheme: 'none', segment: 'quasi' },
  marketing_spend_in_scope: {
    spend_date: 'none',
    week: 'none',
    month: 'none',
    channel: 'none',
    cost_type: 'none',
    purpose: 'none',
    amount_minor: 'money',
  },
  touchpoints_in_scope: {
    customer_id: 'identifier',
    occurred_at: 'behavioural',
    touch_date: 'behavioural',
    channel: 'behavioural',
    is_paid: 'behavioural',
  },
  subscriptions_in_scope: {
    customer_id: 'identifier',
    change_date: 'behavioural',
    renewal_interval: 'behavioural',
    mrr_minor: 'money',
    spell_date: 'behavioural',
  },
} as const satisfies Readonly<Record<string, Classes>>;

export type RelationInScope = keyof typeof SCOPE_COLUMNS;

/** Whether queries may read a relation, for a purpose that may read its columns. */
export const isInScope = (relation: string): relation is RelationInScope =>
  Object.hasOwn(SCOPE_COLUMNS, relation);

/** Every column of a relation in scope with its class. */
export const classedColumns = (
  relation: RelationInScope,
): readonly (readonly [string, DataClass])[] => Object.entries(SCOPE_COLUMNS[relation]);
