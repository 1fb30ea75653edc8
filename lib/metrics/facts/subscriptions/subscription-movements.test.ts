import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { monthStart } from '#lib/units/calendar.ts';
import type { Warehouse } from '#lib/warehouse/warehouse.ts';
import { firstOrders, generatedShop } from '../../../../test/fixtures/generated-shop.ts';
import {
  generatedSubscriptions,
  subscriptionTables,
} from '../../../../test/fixtures/generated-subscriptions.ts';
import { plainLives, plainWindow } from '../../../../test/fixtures/plain-subscriptions.ts';
import { loadFrom, shopContext, shopWarehouse } from '../../../../test/fixtures/shop-warehouse.ts';
import type { CellRow } from '../cells/cell-row.ts';
import { MRR_PARTS, subscriptionMovements } from './subscription-movements.ts';

const shop = generatedShop({ customers: 700, ordersEach: 2 });
const changes = generatedSubscriptions(shop);
const context = shopContext('2026-11-16', { segments: ['country'] });
const months = [context.month, context.priorMonth, context.yearAgoMonth];
const buyers = firstOrders(shop, context.asOf);
const lives = plainLives(changes.filter(({ date }) => date < context.asOf));

let warehouse: Warehouse;
let rows: readonly CellRow[];
beforeAll(async () => {
  warehouse = await shopWarehouse({ ...shop.tables, ...subscriptionTables(changes) });
  rows = await loadFrom(warehouse, context)(subscriptionMovements);
});
afterAll(() => warehouse.close());

const total = (measure: string, period: number, segment = 'all') =>
  rows.find((row) => row.measure === measure && row.period === period && row.segment === segment)
    ?.total;

const windowOf = (last: number, length: number) => ({
  opens: monthStart(last + 1 - length, 'month'),
  ends: monthStart(last + 1, 'month'),
});

const MEASURES = [
  ...['opening', 'closing', 'new', 'reactivation', 'expansion', 'contraction', 'churn'],
  ...[
    'stayed',
    'churned',
    'new-subscribers',
    'reactivated',
    'joined',
    'lost',
    'closing-subscribers',
  ],
];

describe('movements between two closes, as plain loops see them', () => {
  it.each(months)('in month %i', (month) => {
    const plain = plainWindow(lives, windowOf(month, 1), (customer) => buyers.has(customer));
    for (const measure of MEASURES)
      expect([measure, total(`month ${measure}`, month)]).toEqual([measure, plain[measure] ?? 0]);
    expect(plain['stayed']).toBeGreaterThan(100);
    expect(plain['churned']).toBeGreaterThan(0);
  });

  it('of each segment in the closed month', () => {
    for (const country of ['DE', 'FR', 'IE']) {
      const of = (customer: string) =>
        buyers.has(customer) && shop.country.get(customer) === country;
      const plain = plainWindow(lives, windowOf(context.month, 1), of);
      for (const part of MRR_PARTS)
        expect(total(`month ${part}`, context.month, country)).toBe(plain[part] ?? 0);
    }
    const elsewhere = rows.filter(
      ({ scheme, period }) => scheme === 'country' && period !== context.month,
    );
    expect(elsewhere).toEqual([]);
  });

  it('over a year, in which who left is lost and returned', () => {
    for (const month of [context.month, context.priorMonth]) {
      const plain = plainWindow(lives, windowOf(month, 12), (customer) => buyers.has(customer));
      const year = (measure: string) => total(`year ${measure}`, month);
      expect(year('retained')).toBe(plain['uninterrupted-kept']);
      expect(year('expansion')).toBe(plain['uninterrupted-growth']);
      expect(year('returned')).toBe(plain['interrupted-closing']);
      expect(year('churn')).toBe((plain['churn'] ?? 0) + (plain['interrupted-opening'] ?? 0));
      expect(year('loss')).toBe((plain['opening'] ?? 0) - (plain['uninterrupted-kept'] ?? 0));
      expect(plain['interrupted-closing']).toBeGreaterThan(0);
    }
  });
});

const RATE = { base: 'GBP', quote: 'EUR', kind: 'spot' };
const TWO_RATES = [
  { ...RATE, rate_date: '2026-08-10', rate: 1.1 },
  { ...RATE, rate_date: '2026-10-05', rate: 1.2 },
];

/** Rows of the closed month for subscriptions of a few buyers. */
async function movementsOf(subscriptions: readonly Record<string, string | number>[]) {
  const customers = [...new Set(subscriptions.map(({ customer_id }) => String(customer_id)))];
  const shopOf = await shopWarehouse({
    orders: customers.map((customer_id) => ({
      order_id: `order-${customer_id}`,
      ...{ customer_id, ordered_at: '2026-05-01 10:00:00', currency: 'EUR', net_amount: 10 },
    })),
    subscriptions: subscriptions.map((row) => ({
      subscription_id: `s-${row['customer_id']}`,
      ...{ currency: 'EUR', mrr_before: 0, status: 'active', ...row },
    })),
    fx_rates: TWO_RATES,
  });
  const alone = shopContext('2026-11-16');
  const found = await loadFrom(shopOf, alone)(subscriptionMovements);
  await shopOf.close();
  return (measure: string) =>
    found.find((row) => row.measure === `month ${measure}` && row.period === alone.month)?.total;
}

const start = '2026-08-10 09:00:00';
const later = '2026-10-05 09:00:00';

describe('currency', () => {
  const pounds = (customer_id: string, after: number) => [
    { customer_id, effective_at: start, mrr_after: 10, currency: 'GBP' },
    { customer_id, effective_at: later, mrr_after: after, mrr_before: 10, currency: 'GBP' },
  ];

  it('is apart: what is added comes at the new rate', async () => {
    const total = await movementsOf(pounds('up', 15));
    // 11.00 becomes 18.00: the ten pounds that stayed gain 1.00, five more at 1.2 add 6.00.
    expect([total('opening'), total('fx'), total('expansion'), total('closing')]).toEqual([
      1100, 100, 600, 1800,
    ]);
  });

  it('is apart: what is lost goes at the old rate', async () => {
    const total = await movementsOf(pounds('down', 4));
    // 11.00 becomes 4.80: six pounds at 1.1 are lost, the four that stayed gain 0.40.
    expect([total('opening'), total('fx'), total('contraction'), total('closing')]).toEqual([
      1100, 40, 660, 480,
    ]);
  });

  it('is nothing of an end, and of a price that did not change', async () => {
    const ended = await movementsOf(pounds('gone', 0));
    expect([ended('churn'), ended('fx')]).toEqual([1100, 0]);
    const same = await movementsOf(pounds('same', 10).slice(0, 1));
    expect([same('opening'), same('fx'), same('closing')]).toEqual([1100, 0, 1100]);
  });
});

describe('ends', () => {
  const from = (customer_id: string) => ({ customer_id, effective_at: start, mrr_after: 10 });
  const ended = (customer_id: string, reason?: string) => ({
    ...{ customer_id, effective_at: later, mrr_before: 10, mrr_after: 0, status: 'ended' },
    ...(reason === undefined ? {} : { reason }),
  });

  it('are known by their reason', async () => {
    const total = await movementsOf([
      ...['a', 'b', 'c', 'd'].map(from),
      ...[ended('a', 'payment_failed'), ended('b', 'price'), ended('c', 'unused'), ended('d')],
    ]);
    const found = ['voluntary', 'involuntary', 'unknown-reason', 'churned'].map(total);
    expect(found).toEqual([2, 1, 1, 4]);
  });

  it('come on the policy date to those who are past due and stay so', async () => {
    const due = (customer_id: string, effective_at: string) => ({
      ...{ customer_id, effective_at, mrr_before: 10, mrr_after: 10, status: 'past_due' },
    });
    const total = await movementsOf([
      ...['stays', 'pays', 'waits'].map(from),
      due('stays', '2026-09-10 09:00:00'), // ends on 10 October
      due('pays', '2026-09-10 09:00:00'),
      { ...due('pays', '2026-10-01 09:00:00'), status: 'active' },
      due('waits', '2026-10-02 09:00:00'), // ends on 1 November
    ]);
    expect(['churned', 'involuntary', 'stayed', 'churn'].map(total)).toEqual([1, 1, 2, 1000]);
  });
});
