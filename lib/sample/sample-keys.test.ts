import { describe, expect, it } from 'vitest';
import { text } from './read-table.ts';
import { writtenTables } from './written-tables.fixture.ts';

const { rows, values } = writtenTables();

const KEYS: [string, string[]][] = [
  ['customers', ['customer_id']],
  ['order_items', ['order_item_id']],
  ['products', ['product_id']],
  ['refunds', ['refund_id']],
  ['segment_membership', ['customer_id', 'scheme', 'segment', 'valid_from']],
  ['consents', ['customer_id', 'purpose', 'effective_at']],
  ['erasures', ['request_id']],
  ['marketing_spend', ['spend_date', 'channel', 'campaign_id', 'cost_type', 'purpose']],
  ['touchpoints', ['touch_id']],
  ['attribution', ['customer_id', 'channel', 'model']],
  ['calendar', ['calendar_date']],
  ['subscriptions', ['subscription_id', 'effective_at']],
  ['invoices', ['invoice_id']],
  ['survey_responses', ['response_id', 'item']],
  ['survey_invitations', ['survey', 'invited_at', 'customer_id']],
  ['support_tickets', ['ticket_id']],
  ['targets', ['metric', 'period', 'segment', 'version']],
  [
    'cost_to_serve',
    ['period_start_date', 'cost_type', 'customer_id', 'segment', 'driver', 'scheme', 'currency'],
  ],
  ['journey_events', ['subject_id', 'stage', 'occurred_at']],
  ['experiments', ['experiment_id']],
  ['experiment_assignments', ['experiment_id', 'customer_id']],
  ['loyalty_tiers', ['customer_id', 'valid_from']],
  ['loyalty_ledger', ['customer_id', 'occurred_at', 'kind', 'points']],
  ['fx_rates', ['rate_date', 'base', 'quote', 'kind']],
  ['ledger_totals', ['period', 'account', 'currency']],
  ['adjustments', ['adjustment_id']],
];

const FOREIGN_KEYS = [
  ['orders', 'customer_id', 'customers'],
  ['order_items', 'order_id', 'orders'],
  ['order_items', 'product_id', 'products'],
  ['refunds', 'order_id', 'orders'],
  ['segment_membership', 'customer_id', 'customers'],
  ['experiment_assignments', 'customer_id', 'customers'],
  ['experiment_assignments', 'experiment_id', 'experiments'],
  ['loyalty_tiers', 'customer_id', 'customers'],
  ['loyalty_ledger', 'customer_id', 'customers'],
  ['consents', 'customer_id', 'customers'],
  ['erasures', 'customer_id', 'customers'],
  ['touchpoints', 'customer_id', 'customers'],
  ['touchpoints', 'order_id', 'orders'],
  ['attribution', 'customer_id', 'customers'],
  ['subscriptions', 'customer_id', 'customers'],
  ['subscriptions', 'product_id', 'products'],
  ['invoices', 'customer_id', 'customers'],
  ['invoices', 'subscription_id', 'subscriptions'],
  ['survey_responses', 'customer_id', 'customers'],
  ['survey_invitations', 'customer_id', 'customers'],
  ['support_tickets', 'customer_id', 'customers'],
] as const;

describe('keys', () => {
  it.each(KEYS)('of %s are unique', (table, key) => {
    const keys = rows(table).map((row) => key.map((column) => text(row, column)).join('|'));
    expect(new Set(keys).size).toBe(keys.length);
  });

  it.each(FOREIGN_KEYS)('%s.%s names a row of %s', (table, column, target) => {
    const known = new Set(values(target, column));
    expect(values(table, column).filter((id) => id !== '' && !known.has(id))).toEqual([]);
  });

  it('look like nothing personal', () => {
    const ids = [...values('customers', 'customer_id'), ...values('orders', 'order_id')];
    expect(ids.filter((id) => !/^[co]-[bcdfghjklmnpqrst]{8}$/.test(id))).toEqual([]);
  });
});
