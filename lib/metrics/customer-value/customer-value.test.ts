import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { weekLabel } from '#lib/units/calendar.ts';
import type { Warehouse } from '#lib/warehouse/warehouse.ts';
import { generatedShop, plainWeek } from '../../../test/fixtures/generated-shop.ts';
import { loadFrom, shopContext, shopWarehouse } from '../../../test/fixtures/shop-warehouse.ts';
import { expectSound, figureOf } from '../../../test/fixtures/sound-measured.ts';
import { weekRows } from '../../../test/fixtures/week-rows.ts';
import { averagePurchaseValue } from '../apv/apv.ts';
import { purchaseFrequency } from '../purchase-frequency/purchase-frequency.ts';
import { customerValue } from './customer-value.ts';
import { customerValueMetric } from './metric.ts';

const shop = generatedShop();
const context = shopContext('2026-11-16', { segments: ['channel', 'country'] });
const unsegmented = shopContext('2026-11-16');
let warehouse: Warehouse;
beforeAll(async () => {
  warehouse = await shopWarehouse(shop.tables);
});
afterAll(() => warehouse.close());

it('is 125 where 8 buyers bring 1000 (definitions, section 11)', () => {
  const rows = weekRows(context.week, { 'net-sales': 1000, 'ordering-customers': 8 });
  const measured = customerValue(rows, unsegmented);
  expectSound(measured);
  expect(measured.figures.map(({ value, customers }) => [value, customers])).toEqual([[125, 8]]);
});

it('is APV times purchase frequency, whatever the totals', () => {
  const total = fc.integer({ min: 1, max: 1_000_000 });
  fc.assert(
    fc.property(total, total, total, (sales, orders, buyers) => {
      const rows = weekRows(context.week, {
        'net-sales': sales,
        orders,
        'ordering-customers': buyers,
      });
      const value = (measured: { figures: readonly { value: number | null }[] }) =>
        measured.figures[0]?.value ?? Number.NaN;
      const product =
        value(averagePurchaseValue(rows, unsegmented)) *
        value(purchaseFrequency(rows, unsegmented));
      expect(value(customerValue(rows, unsegmented))).toBeCloseTo(product, 6);
    }),
  );
});

it('is net sales per buyer of the compared weeks and of each country, as plain loops find it', async () => {
  const measured = await customerValueMetric.measure(loadFrom(warehouse, context), context);
  expectSound(measured);
  for (const week of [context.week, context.priorWeek, context.yearAgoWeek]) {
    const plain = plainWeek(shop, week, { asOf: context.asOf });
    expect(figureOf(measured, { period: weekLabel(week) }).value).toBe(
      (plain.net - plain.refunds) / plain.buyers.size,
    );
  }
  for (const country of ['DE', 'FR', 'IE']) {
    const of = (customer: string | null) =>
      customer !== null && shop.country.get(customer) === country;
    const plain = plainWeek(shop, context.week, { asOf: context.asOf, of });
    const period = weekLabel(context.week);
    const shown = figureOf(measured, { period, scope: { country } });
    expect(shown.value).toBe((plain.net - plain.refunds) / plain.buyers.size);
    expect(shown.customers).toBe(plain.buyers.size);
  }
});

it('is empty for an empty shop', () => {
  expect(customerValue([], context).figures).toEqual([]);
});
