import type { DataClass } from '#lib/contract/column.ts';
import { CAMPAIGN_COLUMNS } from './campaign-columns.ts';
import { COMPANY_COLUMNS } from './company-columns.ts';
import { MOVEMENT_COLUMNS } from './movement-columns.ts';
import { SERVICE_COLUMNS } from './service-columns.ts';

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
  order_items_in_scope: {
    customer_id: 'identifier',
    product_id: 'behavioural',
    family: 'behavioural',
    order_date: 'behavioural',
    returned_date: 'behavioural',
  },
  subscribed_products_in_scope: {
    customer_id: 'identifier',
    product_id: 'behavioural',
    family: 'behavioural',
    from_date: 'behavioural',
    until_date: 'behavioural',
  },
  foreign_orders_in_scope: {
    customer_id: 'identifier',
    guest_order_id: 'identifier',
    week: 'behavioural',
    currency: 'quasi',
    billed_minor: 'money',
    billed_abroad: 'money',
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
  subscription_changes_in_scope: {
    customer_id: 'identifier',
    subscription_number: 'behavioural',
    change_number: 'behavioural',
    change_date: 'behavioural',
    renewal_interval: 'behavioural',
    currency: 'behavioural',
    price: 'money',
    rate: 'none',
    mrr_minor: 'money',
    change_reason: 'behavioural',
  },
  subscriptions_in_scope: {
    customer_id: 'identifier',
    change_date: 'behavioural',
    renewal_interval: 'behavioural',
    mrr_minor: 'money',
    spell_date: 'behavioural',
  },
  survey_responses_in_scope: {
    customer_id: 'identifier',
    response_id: 'identifier',
    survey: 'none',
    month: 'behavioural',
    metric: 'none',
    item: 'none',
    score: 'behavioural',
    scale_min: 'none',
    scale_max: 'none',
    is_oriented: 'none',
    dimension: 'none',
    role: 'none',
    themes: 'behavioural',
  },
  survey_invitations_in_scope: {
    customer_id: 'identifier',
    survey: 'none',
    month: 'behavioural',
    invitations: 'behavioural',
  },
  ...MOVEMENT_COLUMNS,
  ...CAMPAIGN_COLUMNS,
  ...COMPANY_COLUMNS,
  ...SERVICE_COLUMNS,
  attributes_in_scope: { customer_id: 'identifier', attribute: 'none', value: 'quasi' },
  cost_to_serve_in_scope: {
    customer_id: 'identifier',
    cost_date: 'behavioural',
    month: 'behavioural',
    amount_minor: 'money',
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
