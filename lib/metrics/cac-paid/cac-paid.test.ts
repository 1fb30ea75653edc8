import { afterAll, beforeAll, expect, it } from 'vitest';
import { weekLabel, weekOf } from '#lib/units/calendar.ts';
import type { Warehouse } from '#lib/warehouse/warehouse.ts';
import { attributionTables } from '../../../test/fixtures/generated-campaigns.ts';
import { firstOrders, generatedShop, plainWeek } from '../../../test/fixtures/generated-shop.ts';
import {
  acquisitionTables,
  generatedSpend,
  generatedTouches,
  lastTouchWasPaid,
  spent,
} from '../../../test/fixtures/generated-spend.ts';
import {
  loadFrom,
  type ShopTables,
  shopContext,
  shopWarehouse,
} from '../../../test/fixtures/shop-warehouse.ts';
import { expectSound, figureOf } from '../../../test/fixtures/sound-measured.ts';
import { weekRows } from '../../../test/fixtures/week-rows.ts';
import { paidAcquisitionCost } from './cac-paid.ts';
import { cacPaidMetric } from './metric.ts';

const shop = generatedShop({ seed: 11, customers: 2000, ordersEach: 2 });
const spend = generatedSpend();
const touches = generatedTouches(shop);
const context = shopContext('2026-11-16');
const weeks = [context.week, context.priorWeek, context.yearAgoWeek];
let warehouse: Warehouse;
beforeAll(async () => {
  warehouse = await shopWarehouse({ ...shop.tables, ...acquisitionTables(spend, touches) });
});
afterAll(() => warehouse.close());

const mediaOf = (week: number) =>
  spent(
    spend,
    ({ date, costType, purpose }) =>
      weekOf(date) === week && costType === 'media' && purpose === 'acquisition',
  );

it('is 200 where 60000 of media win 300 of 500 (definitions, section 11)', () => {
  const { week } = context;
  const measured = paidAcquisitionCost(
    {
      flow: weekRows(week, { 'ordering-customers': 800, 'first-time-customers': 500 }),
      paid: weekRows(week, { 'first-time-customers': 300 }),
      spend: [{ grain: 'week', period: week, channel: 'search', costType: 'media', spend: 60_000 }],
    },
    context,
  );
  expectSound(measured);
  expect(measured.figures.map(({ value, customers }) => [value, customers])).toEqual([[200, 300]]);
  const unpaid = measured.cells.find(({ measure }) => measure === 'unpaid-first-time-customers');
  expect(unpaid?.customers).toBe(200);
});

it('attributes by the last touch of the 30 days before the first order, as plain loops do', async () => {
  const measured = await cacPaidMetric.measure(loadFrom(warehouse, context), context);
  expectSound(measured);
  const first = firstOrders(shop, context.asOf);
  for (const week of weeks) {
    let paid = 0;
    for (const customer of plainWeek(shop, week, { asOf: context.asOf }).newBuyers)
      if (lastTouchWasPaid(touches, customer, first.get(customer)?.date ?? '')) paid += 1;
    expect(paid).toBeGreaterThan(0);
    const shown = figureOf(measured, { period: weekLabel(week) });
    expect(shown.customers).toBe(paid);
    expect(shown.value).toBeCloseTo(mediaOf(week) / paid, 9);
  }
});

it('falls back on entry channels with media spend in the week where no touches are delivered', async () => {
  const untouched = shopContext('2026-11-16', { supplied: new Set(['orders', 'marketing_spend']) });
  const measured = await cacPaidMetric.measure(loadFrom(warehouse, untouched), untouched);
  const first = firstOrders(shop, context.asOf);
  for (const week of weeks) {
    let paid = 0;
    for (const customer of plainWeek(shop, week, { asOf: context.asOf }).newBuyers)
      if (['search', 'social'].includes(first.get(customer)?.channel ?? '')) paid += 1;
    expect(figureOf(measured, { period: weekLabel(week) }).customers).toBe(paid);
  }
});

it('attributes by the delivered table in place of touches, more than half of the customer', async () => {
  const supplied = new Set(['orders', 'marketing_spend', 'touchpoints', 'attribution']);
  const attributed = shopContext('2026-11-16', { supplied });
  const { attribution = [] } = attributionTables(shop);
  for (const says of [(row: ShopRow) => row['channel'] === 'social', null]) {
    const rows = attribution.map((row): ShopRow => ({ ...row, is_paid: says?.(row) ?? null }));
    const tables = { ...shop.tables, ...acquisitionTables(spend, touches), attribution: rows };
    const own = await shopWarehouse(tables);
    const measured = await cacPaidMetric.measure(loadFrom(own, attributed), attributed);
    await own.close();
    expectSound(measured);
    for (const week of weeks) {
      const { newBuyers } = plainWeek(shop, week, { asOf: context.asOf });
      const paid = [...newBuyers].filter((customer) => mostIsPaid(rows, customer)).length;
      expect(paid).toBeGreaterThan(0);
      expect(figureOf(measured, { period: weekLabel(week) }).customers).toBe(paid);
    }
  }
});

type ShopRow = NonNullable<ShopTables['attribution']>[number];

/** Channels of which nothing is said have media spend in every week. */
function mostIsPaid(rows: readonly ShopRow[], customer: string): boolean {
  let weight = 0;
  for (const row of rows)
    if (row['customer_id'] === customer && row['is_paid'] !== false)
      weight += Number(row['weight']);
  return weight > 0.5 + 1e-9;
}

it('does not know whom it bought in the first 365 days of an incomplete history', async () => {
  const load = loadFrom(warehouse, context, { history_complete: 'no' });
  const measured = await cacPaidMetric.measure(load, context);
  expectSound(measured);
  const yearAgo = figureOf(measured, { period: weekLabel(context.yearAgoWeek) });
  expect(yearAgo).toMatchObject({ value: null, reason: 'missing_input', customers: 0 });
});

it('has no value where no customer was bought', () => {
  const { week } = context;
  const measured = paidAcquisitionCost(
    {
      flow: weekRows(week, { 'ordering-customers': 80, 'first-time-customers': 50 }),
      paid: [],
      spend: [{ grain: 'week', period: week, channel: 'search', costType: 'media', spend: 60 }],
    },
    context,
  );
  expectSound(measured);
  expect(measured.figures[0]).toMatchObject({ value: null, reason: 'no_customers' });
});

it('says nothing where no spend is delivered, and for an empty shop', async () => {
  const without = shopContext('2026-11-16', { supplied: new Set(['orders']) });
  const measured = await cacPaidMetric.measure(loadFrom(warehouse, without), without);
  expect(measured.figures).toEqual([]);
  expect(paidAcquisitionCost({ flow: [], paid: [], spend: [] }, context).figures).toEqual([]);
});
