import { afterAll, beforeAll, expect, it } from 'vitest';
import { weekLabel, weekOf } from '#lib/units/calendar.ts';
import type { Warehouse } from '#lib/warehouse/warehouse.ts';
import { generatedShop, type PlainShop } from '../../../test/fixtures/generated-shop.ts';
import { loadFrom, shopContext, shopWarehouse } from '../../../test/fixtures/shop-warehouse.ts';
import { expectSound, figureOf } from '../../../test/fixtures/sound-measured.ts';
import { restatementMetric } from './metric.ts';
import type { ReleasedWeek } from './plan.ts';

const AS_OF = '2026-10-05';
const shop = generatedShop({ guests: 0.2, customers: 500 });
const [first, second] = [weekOf('2026-09-16'), weekOf('2026-09-23')];

/** The shop as it was before every sixth order and every third refund had come, and with one order of a week since gone. */
const isLate = (i: number, each: number) => i % each === 0;
const known: PlainShop = {
  ...shop,
  orders: shop.orders.filter((_, i) => !isLate(i, 6)),
  refunds: shop.refunds.filter((_, i) => !isLate(i, 3)),
};

interface Sums {
  net: number;
  revenue: number;
  contribution: number;
}

/** What orders and refunds of a week add up to, by plain loops. */
function sumsOf({ orders, refunds }: Pick<PlainShop, 'orders' | 'refunds'>, week: number): Sums {
  const sums = { net: 0, revenue: 0, contribution: 0 };
  const add = (net: number, shipping: number, costs: number) => {
    sums.net += net;
    sums.revenue += net + shipping;
    sums.contribution += net + shipping - costs;
  };
  for (const order of orders)
    if (order.counts && weekOf(order.date) === week)
      add(order.net, order.shipping, order.cogs + order.fulfilment);
  for (const { order, date, amount } of refunds)
    if (order.counts && weekOf(date) === week) add(-amount, 0, 0);
  return sums;
}

const releasedWeek = (week: number, change: Partial<ReleasedWeek> = {}): ReleasedWeek => {
  const { net, revenue, contribution } = sumsOf(known, week);
  return {
    week,
    kept: true,
    sums: { 'net-sales': net, 'net-revenue': revenue, contribution },
    ...change,
  };
};

let warehouse: Warehouse;
beforeAll(async () => {
  const rows = shop.tables;
  warehouse = await shopWarehouse(rows, 'month', {
    orders: rows.orders?.filter((_, i) => !isLate(i, 6)) ?? [],
    refunds: rows.refunds?.filter((_, i) => !isLate(i, 3)) ?? [],
  });
});
afterAll(() => warehouse.close());

const measured = async (
  weeks: readonly ReleasedWeek[],
  marginBasis: 'costs' | 'assumed' = 'costs',
) => {
  const context = shopContext(AS_OF, { restatement: { bundle: '2026-Q3', weeks }, marginBasis });
  const found = await restatementMetric.measure(loadFrom(warehouse, context), context);
  expectSound(found);
  return (line: string, part: string, week: number) =>
    figureOf(found, {
      options: `bundle=2026-Q3; line=${line}; part=${part}`,
      period: weekLabel(week),
    });
};

it('tells what was released, what it is now and by which cause, as plain loops do', async () => {
  const find = await measured([releasedWeek(first), releasedWeek(second)]);
  for (const week of [first, second]) {
    const [was, now] = [sumsOf(known, week), sumsOf(shop, week)];
    const lateOrders = sumsOf(
      { orders: shop.orders.filter((_, i) => isLate(i, 6)), refunds: [] },
      week,
    );
    const lateRefunds = sumsOf(
      { orders: [], refunds: shop.refunds.filter((_, i) => isLate(i, 3)) },
      week,
    );
    for (const [line, key] of [
      ['net-sales', 'net'],
      ['net-revenue', 'revenue'],
      ['contribution', 'contribution'],
    ] as const) {
      const value = (part: string) => find(line, part, week).value;
      expect(value('released')).toBe(was[key]);
      expect(value('now')).toBe(now[key]);
      expect(value('difference')).toBe(now[key] - was[key]);
      expect(lateOrders[key]).toBeGreaterThan(0);
      expect(lateRefunds[key]).toBeLessThan(0);
      expect(value('late-orders')).toBe(lateOrders[key]);
      expect(value('late-refunds')).toBe(lateRefunds[key]);
      expect(value('other')).toBe(0);
    }
  }
});

it('counts whom a change is of', async () => {
  const find = await measured([releasedWeek(first)]);
  const late = new Map<string, number>();
  const add = (id: string, amount: number) => late.set(id, (late.get(id) ?? 0) + amount);
  shop.orders.forEach((order, i) => {
    if (isLate(i, 6) && order.counts && weekOf(order.date) === first)
      add(order.customer ?? order.id, order.net);
  });
  shop.refunds.forEach(({ order, date, amount }, i) => {
    if (isLate(i, 3) && order.counts && weekOf(date) === first)
      add(order.customer ?? order.id, -amount);
  });
  expect(late.size).toBeGreaterThan(5);
  expect(find('net-sales', 'difference', first).customers).toBe(late.size);
});

it('takes what the kept rows do not account for as one customer’s, whatever it is', async () => {
  const was = releasedWeek(first);
  const erased = 1_234;
  const sums = { ...was.sums, 'net-sales': (was.sums['net-sales'] ?? 0) + erased };
  const [before, after] = [await measured([was]), await measured([{ ...was, sums }])];
  const of = (find: typeof before, part: string) => find('net-sales', part, first);
  expect(of(after, 'difference').value).toBe((of(before, 'difference').value ?? 0) - erased);
  expect(of(after, 'other').value).toBe(-erased);
  expect(of(after, 'other').customers).toBe(of(before, 'other').customers + 1);
});

it('knows nobody behind a change where the rows are not kept', async () => {
  const find = await measured([releasedWeek(first, { kept: false })]);
  expect(find('net-sales', 'difference', first)).toMatchObject({ customers: 1 });
  expect(find('net-sales', 'late-orders', first).value).toBe(0);
});

it('restates no line that was not released, and no contribution without costs', async () => {
  const find = await measured([releasedWeek(first, { sums: { 'net-sales': 1 } })]);
  expect(find('net-sales', 'released', first).value).toBe(1);
  expect(() => find('net-revenue', 'released', first)).toThrow();
  const assumed = await measured([releasedWeek(first)], 'assumed');
  expect(() => assumed('contribution', 'released', first)).toThrow();
});

it('marks the report it stands in, and is silent where no bundle is due', async () => {
  const context = shopContext(AS_OF, { restatement: { bundle: '2026-Q3', weeks: [] } });
  const { figures } = await restatementMetric.measure(loadFrom(warehouse, context), context);
  expect(figures).toMatchObject([{ options: 'bundle=2026-Q3', period: '2026-W40', value: 0 }]);
  const silent = shopContext(AS_OF);
  expect(await restatementMetric.measure(loadFrom(warehouse, silent), silent)).toMatchObject({
    figures: [],
  });
});
