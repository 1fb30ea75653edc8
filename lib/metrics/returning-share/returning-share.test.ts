import { afterAll, beforeAll, expect, it } from 'vitest';
import { weekLabel } from '#lib/units/calendar.ts';
import type { Warehouse } from '#lib/warehouse/warehouse.ts';
import { firstOrders, generatedShop, plainWeek } from '../../../test/fixtures/generated-shop.ts';
import { loadFrom, shopContext, shopWarehouse } from '../../../test/fixtures/shop-warehouse.ts';
import { expectSound, figureOf } from '../../../test/fixtures/sound-measured.ts';
import { weekRows } from '../../../test/fixtures/week-rows.ts';
import { returningShareMetric } from './metric.ts';
import { returningShare } from './returning-share.ts';

const shop = generatedShop();
const context = shopContext('2026-11-16', { segments: ['channel'] });
let warehouse: Warehouse;
beforeAll(async () => {
  warehouse = await shopWarehouse(shop.tables);
});
afterAll(() => warehouse.close());

it('is 0.7273 where 110 buy and 30 of them are new (definitions, section 11)', () => {
  const rows = weekRows(context.week, {
    'ordering-customers': 110,
    'returning-customers': 80,
    'first-order-customers': 30,
  });
  const measured = returningShare(rows, shopContext('2026-11-16'));
  expectSound(measured);
  expect(measured.figures[0]?.value).toBeCloseTo(0.7273, 4);
  expect(measured.figures[0]?.customers).toBe(110);
  expect(measured.figures[0]?.cells).toHaveLength(3);
});

it('counts who had ordered before, in the compared weeks and by entry channel, as plain loops do', async () => {
  const measured = await returningShareMetric.measure(loadFrom(warehouse, context), context);
  expectSound(measured);
  const entry = firstOrders(shop, context.asOf);
  const weeks = [context.week, context.priorWeek, context.yearAgoWeek];
  for (const week of weeks) {
    const { buyers, newBuyers } = plainWeek(shop, week, { asOf: context.asOf });
    expect(figureOf(measured, { period: weekLabel(week) }).value).toBe(
      (buyers.size - newBuyers.size) / buyers.size,
    );
  }
  for (const channel of ['direct', 'search', 'social']) {
    const of = (customer: string | null) =>
      customer !== null && entry.get(customer)?.channel === channel;
    const { buyers, newBuyers } = plainWeek(shop, context.week, { asOf: context.asOf, of });
    const period = weekLabel(context.week);
    expect(figureOf(measured, { period, scope: { channel } }).value).toBe(
      (buyers.size - newBuyers.size) / buyers.size,
    );
  }
});

it('is sensitive when nobody or everybody returned', () => {
  const rows = weekRows(context.week, {
    'ordering-customers': 40,
    'returning-customers': 0,
    'first-order-customers': 40,
  });
  const { cells } = returningShare(rows, shopContext('2026-11-16'));
  const told = cells.filter(({ behavioural }) => behavioural).map(({ measure }) => measure);
  expect(told.sort()).toEqual(['first-order-customers', 'returning-customers']);
});

it('is empty for an empty shop', () => {
  expect(returningShare([], context).figures).toEqual([]);
});
