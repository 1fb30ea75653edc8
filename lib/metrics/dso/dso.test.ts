import { afterAll, beforeAll, expect, it } from 'vitest';
import { monthLabel, monthStart } from '#lib/units/calendar.ts';
import type { Warehouse } from '#lib/warehouse/warehouse.ts';
import {
  generatedInvoices,
  invoiceTables,
  openBefore,
} from '../../../test/fixtures/generated-invoices.ts';
import { generatedShop } from '../../../test/fixtures/generated-shop.ts';
import { loadFrom, shopContext, shopWarehouse } from '../../../test/fixtures/shop-warehouse.ts';
import { expectSound, figureOf } from '../../../test/fixtures/sound-measured.ts';
import { daysSalesOutstanding, outstandingDays } from './dso.ts';
import { dsoMetric } from './metric.ts';

it('is 15 days with 500 open of 3,000 that were sold in 90 days', () => {
  expect(outstandingDays(500, 3_000, 90)).toBe(15);
});

it('has no value without credit sales', () => {
  expect(outstandingDays(500, 0, 90)).toBeNull();
});

const shop = generatedShop({ customers: 300 });
const invoices = generatedInvoices(shop);
const context = shopContext('2026-11-16', { supplied: new Set(['orders', 'invoices']) });
let warehouse: Warehouse;
beforeAll(async () => {
  warehouse = await shopWarehouse({ ...shop.tables, ...invoiceTables(invoices) });
});
afterAll(() => warehouse.close());

it('divides what plain loops find open by what they find sold in the three months before', async () => {
  const measured = await dsoMetric.measure(loadFrom(warehouse, context), context);
  expectSound(measured);
  const buyers = new Set(shop.orders.filter(({ counts }) => counts).map((order) => order.customer));
  const quarters = [
    [context.month, '2026-08-01', 92],
    [context.priorMonth, '2026-07-01', 92],
    [context.yearAgoMonth, '2025-08-01', 92],
  ] as const;
  for (const [close, from, days] of quarters) {
    const ends = monthStart(close + 1, 'month');
    const sold = invoices
      .filter(({ issued, status }) => issued >= from && issued < ends && status !== 'void')
      .filter(({ customer }) => buyers.has(customer))
      .reduce((sum, { billed, credited }) => sum + billed - credited, 0);
    const { total = 0 } = openBefore(invoices, shop, ends);
    const { value } = figureOf(measured, { period: monthLabel(close, 'month') });
    expect(value).toBeCloseTo((total / sold) * days, 10);
  }
});

it('says nothing where no invoices are delivered', async () => {
  const without = shopContext('2026-11-16');
  const measured = await dsoMetric.measure(() => Promise.reject(new Error('asked')), without);
  expect(measured.figures).toEqual([]);
  expect(daysSalesOutstanding([], context).figures).toEqual([]);
});
