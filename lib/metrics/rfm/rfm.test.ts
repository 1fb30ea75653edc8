import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Warehouse } from '#lib/warehouse/warehouse.ts';
import { generatedShop } from '../../../test/fixtures/generated-shop.ts';
import { loadFrom, shopContext, shopWarehouse } from '../../../test/fixtures/shop-warehouse.ts';
import { expectSound, figureOf } from '../../../test/fixtures/sound-measured.ts';
import { customerLives, netSalesOf } from '../facts/cohorts/customer-lives.fixture.ts';
import { rfmScores } from './fact.ts';
import { RFM_GROUPS, rfmGroup } from './groups.ts';
import { rfmMetric } from './metric.ts';
import { rfm } from './rfm.ts';

const shop = generatedShop({ seed: 23, customers: 400 });
const context = shopContext('2026-11-23');
let warehouse: Warehouse;
beforeAll(async () => {
  warehouse = await shopWarehouse(shop.tables);
});
afterAll(() => warehouse.close());

/** Which third of all values each value is in; equal values together in the upper third they reach. */
const thirds = (values: readonly number[]) => (value: number) => {
  const upTo = values.filter((other) => other <= value).length;
  return Math.ceil((3 * upTo) / values.length);
};

function scoresByLoops() {
  const before = customerLives(shop, context.closeDate).map((life) => ({
    last: Math.max(...life.orders.map(({ date }) => Date.parse(date))),
    orders: life.orders.length,
    sales: netSalesOf(life, () => true),
  }));
  const recency = thirds(before.map(({ last }) => last));
  const monetary = thirds(before.map(({ sales }) => sales));
  const repeats = before.filter(({ orders }) => orders > 1).map(({ orders }) => orders);
  const frequency = (orders: number) => (orders === 1 ? 1 : thirds(repeats)(orders));
  return before.map(({ last, orders, sales }) => ({
    recency: recency(last),
    frequency: frequency(orders),
    monetary: monetary(sales),
  }));
}

it('scores every customer as plain loops do, ties up', async () => {
  const rows = await loadFrom(warehouse, context)(rfmScores);
  const counts = new Map<string, number>();
  for (const { recency, frequency, monetary } of scoresByLoops()) {
    const key = `${recency}${frequency}${monetary}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  expect(counts.size).toBeGreaterThan(12);
  expect(
    new Map(rows.map((r) => [`${r.recency}${r.frequency}${r.monetary}`, r.customers])),
  ).toEqual(new Map([...counts].sort()));
});

it('puts every customer with an order before the close in one group', async () => {
  const measured = await rfmMetric.measure(loadFrom(warehouse, context), context);
  expectSound(measured);
  const scores = scoresByLoops();
  expect(context.closeDate).toBe('2026-10-01');
  for (const group of RFM_GROUPS) {
    const own = scores.filter((each) => rfmGroup(each) === group).length;
    const at = { period: '2026-Q3', scope: { rfm: group } };
    const count = figureOf(measured, { ...at, options: `group=${group}` });
    const share = figureOf(measured, { ...at, options: `group=${group}; line=share` });
    expect(count).toMatchObject({ value: own, customers: own, unit: 'count' });
    expect(share.value).toBeCloseTo(own / scores.length, 12);
    expect(share.customers).toBe(scores.length);
  }
});

it.each([
  [{ recency: 3, frequency: 3, monetary: 3 }, 'champions'],
  [{ recency: 3, frequency: 2, monetary: 2 }, 'loyal'],
  [{ recency: 2, frequency: 3, monetary: 3 }, 'loyal'],
  [{ recency: 3, frequency: 1, monetary: 3 }, 'recent'],
  [{ recency: 1, frequency: 2, monetary: 1 }, 'at-risk'],
  [{ recency: 1, frequency: 1, monetary: 3 }, 'at-risk'],
  [{ recency: 1, frequency: 1, monetary: 2 }, 'others'],
  [{ recency: 2, frequency: 1, monetary: 3 }, 'others'],
])('%j is in %s', (scores, group) => {
  expect(rfmGroup(scores)).toBe(group);
});

it('never calls a customer of one order frequent, however many there are', async () => {
  const single = await shopWarehouse({
    orders: Array.from({ length: 9 }, (_, i) => ({
      order_id: `o${i}`,
      customer_id: `c${i}`,
      ordered_at: '2026-03-01 12:00:00',
      currency: 'EUR',
      net_amount: 10,
    })),
  });
  const rows = await loadFrom(single, context)(rfmScores);
  await single.close();
  expect(rows).toEqual([{ recency: 3, frequency: 1, monetary: 3, customers: 9 }]);
});

it.each([
  [
    ['2026-01-05', '2026-02-05', '2026-03-05'],
    [1, 2, 3],
  ],
  [
    ['2026-01-05', '2026-02-05', '2026-02-05'],
    [1, 3, 3],
  ],
])('last orders on %j score %j', async (days, expected) => {
  const few = await shopWarehouse({
    orders: days.map((day, i) => ({
      order_id: `o${i}`,
      customer_id: `c${i}`,
      ordered_at: `${day} 12:00:00`,
      currency: 'EUR',
      net_amount: 10,
    })),
  });
  const rows = await loadFrom(few, context)(rfmScores);
  await few.close();
  const scores = rows.flatMap(({ recency, customers }) => Array(customers).fill(recency));
  expect(scores).toEqual(expected);
});

it('is empty for an empty shop', () => {
  expect(rfm([], context)).toEqual({ figures: [], cells: [], equations: [] });
});
