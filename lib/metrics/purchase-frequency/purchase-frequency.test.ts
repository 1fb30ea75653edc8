import { afterAll, beforeAll, expect, it } from 'vitest';
import { weekLabel } from '#lib/units/calendar.ts';
import type { Warehouse } from '#lib/warehouse/warehouse.ts';
import { generatedShop, plainWeek } from '../../../test/fixtures/generated-shop.ts';
import { loadFrom, shopContext, shopWarehouse } from '../../../test/fixtures/shop-warehouse.ts';
import { expectSound, figureOf } from '../../../test/fixtures/sound-measured.ts';
import { weekRows } from '../../../test/fixtures/week-rows.ts';
import { purchaseFrequencyMetric } from './metric.ts';
import { purchaseFrequency } from './purchase-frequency.ts';

const shop = generatedShop();
const context = shopContext('2026-11-16', { segments: ['country'] });
let warehouse: Warehouse;
beforeAll(async () => {
  warehouse = await shopWarehouse(shop.tables);
});
afterAll(() => warehouse.close());

it('is 2.5 where 8 buyers place 20 orders (definitions, section 11)', () => {
  const rows = weekRows(context.week, { orders: 20, 'ordering-customers': 8 });
  const measured = purchaseFrequency(rows, shopContext('2026-11-16'));
  expectSound(measured);
  expect(measured.figures.map(({ value, customers }) => [value, customers])).toEqual([[2.5, 8]]);
});

it('is orders per buyer of the compared weeks and of each country, as plain loops find it', async () => {
  const measured = await purchaseFrequencyMetric.measure(loadFrom(warehouse, context), context);
  expectSound(measured);
  for (const week of [context.week, context.priorWeek, context.yearAgoWeek]) {
    const plain = plainWeek(shop, week, { asOf: context.asOf });
    const shown = figureOf(measured, { period: weekLabel(week) });
    expect(shown.value).toBe(plain.orders / plain.buyers.size);
    expect(shown.customers).toBe(plain.buyers.size);
  }
  for (const country of ['DE', 'FR', 'IE']) {
    const of = (customer: string | null) =>
      customer !== null && shop.country.get(customer) === country;
    const plain = plainWeek(shop, context.week, { asOf: context.asOf, of });
    const period = weekLabel(context.week);
    expect(figureOf(measured, { period, scope: { country } }).value).toBe(
      plain.orders / plain.buyers.size,
    );
  }
});

it('has no value where nobody ordered', () => {
  const rows = weekRows(context.week, { orders: 0, 'ordering-customers': 0 });
  const [figure] = purchaseFrequency(rows, shopContext('2026-11-16')).figures;
  expect(figure).toMatchObject({ value: null, reason: 'no_customers' });
});

it('is empty for an empty shop', () => {
  expect(purchaseFrequency([], context).figures).toEqual([]);
});
