import { afterAll, beforeAll, expect, it } from 'vitest';
import { weekLabel } from '#lib/units/calendar.ts';
import type { Warehouse } from '#lib/warehouse/warehouse.ts';
import { generatedShop, plainWeek } from '../../../test/fixtures/generated-shop.ts';
import { loadFrom, shopContext, shopWarehouse } from '../../../test/fixtures/shop-warehouse.ts';
import { expectSound, figureOf } from '../../../test/fixtures/sound-measured.ts';
import { weekRows } from '../../../test/fixtures/week-rows.ts';
import { averagePurchaseValue } from './apv.ts';
import { apvMetric } from './metric.ts';

const shop = generatedShop();
const context = shopContext('2026-11-16', { segments: ['country'] });
let warehouse: Warehouse;
beforeAll(async () => {
  warehouse = await shopWarehouse(shop.tables);
});
afterAll(() => warehouse.close());

it('is 50 where 20 orders bring 1000 (definitions, section 11)', () => {
  const rows = weekRows(context.week, { 'net-sales': 1000, orders: 20, 'ordering-customers': 8 });
  const measured = averagePurchaseValue(rows, shopContext('2026-11-16'));
  expectSound(measured);
  expect(measured.figures.map(({ value, customers }) => [value, customers])).toEqual([[50, 8]]);
});

it('is net sales per order of the compared weeks and of each country, as plain loops find it', async () => {
  const measured = await apvMetric.measure(loadFrom(warehouse, context), context);
  expectSound(measured);
  for (const week of [context.week, context.priorWeek, context.yearAgoWeek]) {
    const plain = plainWeek(shop, week, { asOf: context.asOf, of: () => true });
    const shown = figureOf(measured, { period: weekLabel(week) });
    expect(shown.value).toBe((plain.net - plain.refunds) / plain.orders);
  }
  for (const country of ['DE', 'FR', 'IE']) {
    const of = (customer: string | null) =>
      customer !== null && shop.country.get(customer) === country;
    const plain = plainWeek(shop, context.week, { asOf: context.asOf, of });
    const period = weekLabel(context.week);
    expect(figureOf(measured, { period, scope: { country } }).value).toBe(
      (plain.net - plain.refunds) / plain.orders,
    );
  }
});

it('has no value in a week of refunds alone', () => {
  const rows = weekRows(context.week, { 'net-sales': -700, orders: 0, 'ordering-customers': 0 });
  const [figure] = averagePurchaseValue(rows, shopContext('2026-11-16')).figures;
  expect(figure).toMatchObject({ value: null, reason: 'no_customers' });
});

it('names the sums it divides among its cells, so they are withheld together', () => {
  const rows = weekRows(context.week, { 'net-sales': 1000, orders: 20, 'ordering-customers': 8 });
  const { figures, cells } = averagePurchaseValue(rows, shopContext('2026-11-16'));
  const named = cells.filter(({ key }) => figures[0]?.cells.includes(key));
  expect(named.map(({ measure }) => measure).sort()).toEqual(['ledger-net-sales', 'ledger-orders']);
});

it('is empty for an empty shop', () => {
  expect(averagePurchaseValue([], context).figures).toEqual([]);
});
