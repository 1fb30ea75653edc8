import { afterAll, beforeAll, expect, it } from 'vitest';
import { groupBy } from '#lib/numerics/group-by.ts';
import type { Figure } from '#lib/privacy/figure.ts';
import { addDays } from '#lib/units/calendar.ts';
import { dayIn } from '#lib/units/zoned-time.ts';
import type { Warehouse } from '#lib/warehouse/warehouse.ts';
import { loadFrom, shopContext, shopWarehouse } from '../../../../test/fixtures/shop-warehouse.ts';
import { expectSound } from '../../../../test/fixtures/sound-measured.ts';
import { completenessMetric } from '../../completeness/metric.ts';
import { freshnessMetric } from '../../freshness/metric.ts';
import { lateShareMetric } from '../../late-share/metric.ts';
import type { Metric } from '../../metric.ts';
import { quarantineShareMetric } from '../../quarantine-share/metric.ts';

const AS_OF = '2026-11-23';
const ZONE = 'Asia/Tokyo';
const LOADED = '2026-11-23 06:00:00';

/** Days before the cut → orders on each: Mondays bring 300, other days 100; of the last week half as many. */
const ordersOn = (daysAgo: number): number =>
  (daysAgo % 7 === 0 ? 300 : 100) / (daysAgo <= 7 ? 2 : 1);

/** Orders at 20:00 UTC of a day happened on the day after in Tokyo. */
const rowsOf = (daysAgo: number) =>
  Array.from({ length: ordersOn(daysAgo) }, (_, i) => ({
    order_id: `o-${daysAgo}-${i}`,
    customer_id: i % 10 === 9 ? null : `c-${i}`,
    ordered_at: `${addDays(AS_OF, -1 - daysAgo)} 20:00:00`,
    currency: 'EUR',
    net_amount: 10,
    ingested_at: LOADED,
    updated_at: writtenAt(daysAgo, i),
  }));

/** Of each day one order was written three days late, nine at once; of the others nobody knows. */
function writtenAt(daysAgo: number, i: number): string {
  if (i >= 10) return LOADED;
  return `${addDays(AS_OF, (i === 0 ? 2 : -1) - daysAgo)} 20:00:10`;
}

const orders = Array.from({ length: 63 }, (_, at) => rowsOf(at + 1)).flat();
const marketing_spend = [3, 4, 10, 11].map((daysAgo) => ({
  spend_date: addDays(AS_OF, -daysAgo),
  channel: 'web',
  amount: 5,
  currency: 'EUR',
  ingested_at: LOADED,
  updated_at: LOADED,
}));

/** What somebody who is erased did on the last day, in every table that tells of persons. */
const erased = () => {
  const at = `${addDays(AS_OF, -2)} 22:00:00`;
  const row = { customer_id: 'c-erased', ingested_at: LOADED, updated_at: LOADED };
  const each = Array.from({ length: 100 }, (_, i) => ({ ...row, id: `erased-${i}` }));
  return {
    orders: each.map(({ id, ...own }) => ({
      ...own,
      order_id: id,
      ordered_at: at,
      currency: 'EUR',
      net_amount: 10,
    })),
    refunds: each.map(({ id, ingested_at, updated_at }) => ({
      refund_id: id,
      order_id: id,
      refunded_at: at,
      amount: 10,
      currency: 'EUR',
      ingested_at,
      updated_at,
    })),
    touchpoints: [{ ...row, touch_id: 't', occurred_at: at }],
    survey_responses: [{ ...row, response_id: 's', responded_at: at }],
    support_tickets: [{ ...row, ticket_id: 'k', opened_at: at }],
  };
};

const context = shopContext(AS_OF, {
  intake: [
    { table: 'orders', delivered: 413_000, accepted: 412_000, quarantined: 452, duplicates: 0 },
    { table: 'products', delivered: 0, accepted: 0, quarantined: 0, duplicates: 0 },
  ],
});
let warehouse: Warehouse;
beforeAll(async () => {
  const theirs = erased();
  warehouse = await shopWarehouse({
    ...theirs,
    orders: [...orders, ...theirs.orders],
    marketing_spend,
    erasures: [{ request_id: 'q', customer_id: 'c-erased', requested_at: '2026-11-01 00:00:00' }],
  });
});
afterAll(() => warehouse.close());

async function figuresOf(metric: Metric): Promise<Map<string, Figure>> {
  const load = loadFrom(warehouse, context, { time_zone: ZONE });
  const measured = await metric.measure(load, context);
  expectSound(measured);
  return new Map(measured.figures.map((figure) => [figure.options, figure]));
}

it('counts rows of the reporting zone by day, as plain loops do', async () => {
  const byDay = groupBy(orders, ({ ordered_at }) =>
    dayIn(`${ordered_at.replace(' ', 'T')}Z`, ZONE),
  );
  const week = [1, 2, 3, 4, 5, 6, 7].map((daysAgo) => byDay.get(addDays(AS_OF, -daysAgo)) ?? []);
  expect(week.flat()).toHaveLength(450);
  const found = await figuresOf(completenessMetric);
  expect(found.get('table=orders')?.value).toBe(450 / 900);
});

it('tells half a week of orders from a usual one, and nothing of a few rows', async () => {
  const found = await figuresOf(completenessMetric);
  expect(found.get('table=orders')).toMatchObject({ value: 0.5, customers: 0, cells: [] });
  expect(found.get('table=marketing_spend')).toMatchObject({
    value: null,
    reason: 'missing_input',
  });
});

it('counts whole days since the last row of each table, those of the erased aside', async () => {
  const found = await figuresOf(freshnessMetric);
  expect([...found].map(([options, { value }]) => [options, value])).toEqual([
    ['table=marketing_spend', 2],
    ['table=orders', 0],
  ]);
});

it('tells late rows in tens of the hundred that say when they were written', async () => {
  const found = await figuresOf(lateShareMetric);
  expect(found.get('table=orders')?.value).toBe(10 / 100);
  expect(found.get('table=marketing_spend')).toMatchObject({
    value: null,
    reason: 'missing_input',
  });
});

it('takes set-aside rows from intake', async () => {
  const found = await figuresOf(quarantineShareMetric);
  expect([...found].map(([options, { value }]) => [options, value])).toEqual([
    ['table=orders', 452 / 413_000],
  ]);
});
