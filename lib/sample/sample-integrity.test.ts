import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cents, instant, type Row, readTable, text } from './read-table.ts';
import { TABLE_COLUMNS } from './table-columns.ts';
import { writeSampleShop } from './write-sample-shop.ts';

const directory = mkdtempSync(join(tmpdir(), 'sample-integrity-'));
const tables = new Map<string, Row[]>();
afterAll(() => rmSync(directory, { recursive: true }));
beforeAll(async () => {
  await writeSampleShop({ customers: 1500, seed: 'integrity', directory, asOf: '2026-11-23' });
  for (const table of Object.keys(TABLE_COLUMNS)) tables.set(table, readTable(directory, table));
});

const rows = (table: string): Row[] => {
  const found = tables.get(table) ?? [];
  expect(found.length).toBeGreaterThan(0);
  return found;
};
const values = (table: string, column: string) => rows(table).map((row) => text(row, column));
const groupBy = (table: string, column: string): Map<string, Row[]> => {
  const groups = new Map<string, Row[]>();
  for (const row of rows(table))
    groups.set(text(row, column), [...(groups.get(text(row, column)) ?? []), row]);
  return groups;
};

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

describe('times', () => {
  it('have an offset that is right for Dublin', () => {
    const zone = new Intl.DateTimeFormat('en-GB', {
      timeZone: 'Europe/Dublin',
      timeZoneName: 'longOffset',
    });
    for (const row of rows('orders')) {
      const time = text(row, 'ordered_at');
      const name = zone
        .formatToParts(instant(row, 'ordered_at'))
        .find(({ type }) => type === 'timeZoneName');
      const offset = name?.value === 'GMT' ? '+00:00' : name?.value.slice(3);
      expect(time.slice(19)).toBe(offset);
    }
  });

  it('of events lie in the history', () => {
    const end = Date.parse('2026-11-23T00:00:00Z');
    const terms = new Set(['due_at', 'end_at']);
    for (const [table, columns] of Object.entries(TABLE_COLUMNS))
      for (const column of columns.filter(
        (name) => /_(at|from|to|date)$/.test(name) && !terms.has(name),
      ))
        expect([table, column, rows(table).filter((row) => instant(row, column) >= end)]).toEqual([
          table,
          column,
          [],
        ]);
    expect(
      Math.min(...rows('orders').map((row) => instant(row, 'ordered_at'))),
    ).toBeGreaterThanOrEqual(Date.parse('2023-11-01T00:00:00Z'));
  });
});

describe('money', () => {
  it('of an order adds up', () => {
    for (const row of rows('orders'))
      expect(cents(row, 'gross_amount') - cents(row, 'discount_amount')).toBe(
        cents(row, 'net_amount'),
      );
  });

  it('of the lines is the money of the order', () => {
    const lines = groupBy('order_items', 'order_id');
    for (const order of rows('orders')) {
      const own = lines.get(text(order, 'order_id')) ?? [];
      expect(own.reduce((sum, line) => sum + cents(line, 'net_amount'), 0)).toBe(
        cents(order, 'net_amount'),
      );
    }
  });

  it('given back is part of the order, once, after it, in its currency', () => {
    const orders = groupBy('orders', 'order_id');
    for (const [orderId, refunds] of groupBy('refunds', 'order_id')) {
      const [order] = orders.get(orderId) ?? [];
      const [refund] = refunds;
      if (!order || !refund) throw new Error(orderId);
      expect([refunds.length, text(refund, 'currency')]).toEqual([1, text(order, 'currency')]);
      expect(cents(refund, 'amount')).toBeLessThanOrEqual(cents(order, 'net_amount'));
      expect(instant(refund, 'refunded_at')).toBeGreaterThan(instant(order, 'ordered_at'));
    }
  });

  it('of a subscription goes on where it was', () => {
    for (const changes of groupBy('subscriptions', 'subscription_id').values()) {
      let mrr = '0.00';
      let time = 0;
      for (const change of changes) {
        expect([text(change, 'mrr_before'), instant(change, 'effective_at') > time]).toEqual([
          mrr,
          true,
        ]);
        mrr = text(change, 'mrr_after');
        time = instant(change, 'effective_at');
      }
    }
  });
});

describe('persons', () => {
  it('are in one segment of a scheme at any instant', () => {
    for (const memberships of groupBy('segment_membership', 'customer_id').values())
      for (const [at, membership] of memberships.entries())
        expect(text(membership, 'valid_to')).toBe(memberships[at + 1]?.get('valid_from') ?? '');
  });

  it('who are staff or erased have not ordered for ten weeks', () => {
    const staff = rows('customers').filter((row) => text(row, 'is_internal') === 'true');
    const out = new Set([
      ...staff.map((row) => text(row, 'customer_id')),
      ...values('erasures', 'customer_id'),
    ]);
    expect(staff.length).toBeGreaterThan(0);
    const recent = rows('orders').filter(
      (row) => instant(row, 'ordered_at') >= Date.parse('2026-09-14T00:00:00Z'),
    );
    expect(recent.filter((row) => out.has(text(row, 'customer_id')))).toEqual([]);
  });

  it('come from two countries that are too small to show', () => {
    const countries = groupBy('customers', 'country');
    expect(countries.size).toBe(7);
    for (const [country, customers] of countries)
      expect([country, customers.length > 60]).toEqual([country, !['LU', 'MT'].includes(country)]);
  });
});
