import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays, monthLabel, monthStart } from '#lib/units/calendar.ts';
import type { Warehouse } from '#lib/warehouse/warehouse.ts';
import { generatedShop } from '../../../test/fixtures/generated-shop.ts';
import {
  generatedSubscriptions,
  subscriptionTables,
} from '../../../test/fixtures/generated-subscriptions.ts';
import { loadFrom, shopContext, shopWarehouse } from '../../../test/fixtures/shop-warehouse.ts';
import { expectSound, figureOf } from '../../../test/fixtures/sound-measured.ts';
import { countRow, withheldOf } from '../facts/cells/cell-rows.fixture.ts';
import { cancellationRisk } from './cancellation-risk.ts';
import { cancellationRiskMetric } from './metric.ts';

const supplied = new Set(['orders', 'subscriptions', 'invoices']);
const context = shopContext('2026-11-16', { supplied });
const period = '2026-10';

describe('of a generated shop', () => {
  const shop = generatedShop({ customers: 300 });
  const changes = generatedSubscriptions(shop);
  const buyers = new Set(shop.orders.filter(({ counts }) => counts).map((order) => order.customer));
  let warehouse: Warehouse;
  beforeAll(async () => {
    warehouse = await shopWarehouse({ ...shop.tables, ...subscriptionTables(changes) });
  });
  afterAll(() => warehouse.close());

  /** What each customer pays a month on the evening before a day. */
  function paysBefore(day: string): Map<string, number> {
    const bySubscription = new Map(
      changes
        .filter(({ date, customer }) => date < day && buyers.has(customer))
        .map((change) => [change.subscription, change]),
    );
    const pays = new Map<string, number>();
    for (const { customer, mrr } of bySubscription.values())
      pays.set(customer, (pays.get(customer) ?? 0) + mrr);
    return pays;
  }

  it('counts active subscribers and those who pay less than 90 days before, as plain loops do', async () => {
    const measured = await cancellationRiskMetric.measure(loadFrom(warehouse, context), context);
    expectSound(measured);
    for (const month of [context.month, context.priorMonth, context.yearAgoMonth]) {
      const ends = monthStart(month + 1, 'month');
      const before = paysBefore(addDays(ends, -90));
      const active = [...paysBefore(ends)].filter(([, mrr]) => mrr > 0);
      const less = active.filter(([customer, mrr]) => mrr < (before.get(customer) ?? 0));
      const at = { period: monthLabel(month, 'month') };
      const value = (options: string) => figureOf(measured, { ...at, options }).value;
      expect(active.length).toBeGreaterThan(10);
      expect(value('part=subscribers')).toBe(active.length);
      expect(value('flag=downgrade')).toBe(less.length);
    }
  });
});

const start = (customer_id: string, mrr_after = 10) => ({
  subscription_id: `s-${customer_id}`,
  customer_id,
  effective_at: '2026-02-01 08:00:00',
  mrr_before: 0,
  mrr_after,
  currency: 'EUR',
});
const order = (customer_id: string, day: string) => ({
  order_id: `${customer_id}-${day}`,
  customer_id,
  ordered_at: `${day} 10:00:00`,
  currency: 'EUR',
  net_amount: 5,
});
const IDS = ['calm', 'notice', 'ending', 'late', 'past-due', 'quiet', 'gone', 'cheaper'];
const later = (customer_id: string, effective_at: string, more: object) => ({
  ...start(customer_id),
  mrr_before: 10,
  effective_at,
  ...more,
});

it('raises each flag for its reason alone, and weighs what is paid by the highest', async () => {
  const small = await shopWarehouse({
    orders: IDS.flatMap((id) => [
      order(id, '2026-02-01'),
      order(id, '2026-03-01'),
      ...(id === 'quiet' ? [] : [order(id, '2026-10-20')]),
    ]).concat([order('calm', '2026-02-08'), ...weekly('calm')]),
    subscriptions: [
      ...IDS.map((id) => start(id)),
      later('notice', '2026-10-30 08:00:00', { cancel_requested_at: '2026-10-30 08:00:00' }),
      later('notice', '2026-11-12 08:00:00', { mrr_after: 0, status: 'ended' }),
      later('ending', '2026-10-01 08:00:00', { ended_at: '2026-12-31 00:00:00' }),
      later('past-due', '2026-10-25 08:00:00', { status: 'past_due' }),
      later('gone', '2026-10-02 08:00:00', { mrr_after: 0, status: 'ended' }),
      later('cheaper', '2026-09-02 08:00:00', { mrr_after: 8 }),
    ],
    invoices: [
      bill('late', '2026-09-30'),
      bill('calm', '2026-10-01'),
      { ...bill('notice', '2026-09-01'), amount_paid: 10, paid_at: '2026-09-20 10:00:00' },
    ],
  });
  const measured = await cancellationRiskMetric.measure(loadFrom(small, context), context);
  await small.close();
  expectSound(measured);
  const value = (options: string) => figureOf(measured, { period, options }).value;
  expect(value('part=subscribers')).toBe(7);
  expect(value('flag=notice')).toBe(1);
  expect(value('flag=scheduled-end')).toBe(1);
  expect(value('flag=failed-payment')).toBe(2);
  expect(value('flag=downgrade')).toBe(1);
  expect(value('flag=quiet')).toBe(1);
  expect(value('')).toBeCloseTo(6 / 7, 12);
  expect(value('part=mrr-at-risk')).toBe(1_000 + 1_000 + 400 + 400 + 200 + 100);
});

/** So many orders a week apart that nine of ten gaps are of one week. */
const weekly = (id: string) =>
  Array.from({ length: 200 }, (_, i) => order(id, addDays('2026-10-20', -7 * (i + 1)))).filter(
    ({ ordered_at }) => ordered_at > '2022',
  );

const bill = (customer_id: string, due: string) => ({
  invoice_id: `v-${customer_id}`,
  customer_id,
  issued_at: '2026-08-01 10:00:00',
  due_at: `${due} 10:00:00`,
  amount: 10,
  currency: 'EUR',
});

const row = (measure: string, customers: number) => countRow(measure, customers, context);

const flagged = (all: number, some: number) => [
  row('mrr-subscribers', all),
  row('risk-flagged', some),
  row('risk-unflagged', all - some),
  row('mrr', all),
  row('risk-mrr-at-risk', some),
  row('risk-mrr-safe', all - some),
];

describe('release', () => {
  const withheld = (all: number, some: number) =>
    withheldOf(cancellationRisk(flagged(all, some), context));

  it('shows a share of many and withholds one of few, or of nearly all', async () => {
    const neverShown = ['mrr', 'risk-mrr-safe'];
    expect(await withheld(200, 40)).toEqual(neverShown);
    expect(await withheld(200, 4)).toContain('risk-flagged');
    expect(await withheld(200, 196)).toContain('risk-unflagged');
  });
});

it('takes what is at risk of all that the models expect', () => {
  const estimate = { value: 30, intervals: [], errors: { parameters: 0, process: 0, model: 0 } };
  const scope = { scope: 'all:all', subscribers: 0 };
  const everyone = { ...scope, perSubscriber: estimate, newSubscriber: estimate };
  const subscriptions = { models: [], everyone, scopes: new Map() };
  const with_ = shopContext('2026-11-16', { supplied, subscriptions });
  const measured = cancellationRisk(flagged(200, 40), with_);
  const options = 'part=value-at-risk; horizon=365 d';
  expect(figureOf(measured, { period, options })).toMatchObject({
    value: 0.2 * 30 * 100 * 200,
    modelled: true,
  });
});

it('leaves failed payments out where no invoices are delivered, and is silent without subscriptions', async () => {
  const alone = shopContext('2026-11-16', { supplied: new Set(['subscriptions']) });
  const rows = [
    ...flagged(200, 40),
    row('risk-flag-failed-payment', 0),
    row('risk-flag-quiet', 40),
  ];
  const { figures } = cancellationRisk(rows, alone);
  expect(figures.map(({ options }) => options)).toContain('flag=quiet');
  expect(figures.map(({ options }) => options)).not.toContain('flag=failed-payment');
  const load = () => Promise.reject(new Error('asked'));
  const nothing = await cancellationRiskMetric.measure(load, shopContext('2026-11-16'));
  expect(nothing.figures).toEqual([]);
});
