import { afterAll, beforeAll, expect, it } from 'vitest';
import { addDays, daysBetween } from '#lib/units/calendar.ts';
import type { Warehouse } from '#lib/warehouse/warehouse.ts';
import {
  generatedInvoices,
  invoiceTables,
  openBefore,
} from '../../../test/fixtures/generated-invoices.ts';
import { generatedShop } from '../../../test/fixtures/generated-shop.ts';
import { loadFrom, shopContext, shopWarehouse } from '../../../test/fixtures/shop-warehouse.ts';
import { expectSound, figureOf } from '../../../test/fixtures/sound-measured.ts';
import { expectedLoss, expectedLossOf } from './expected-loss.ts';
import { expectedLossMetric } from './metric.ts';

it('is 135 of 1,800 open at rates from 2 % to 50 %', () => {
  const exposures = [
    { open: 1_000, lossRate: 0.02 },
    { open: 500, lossRate: 0.05 },
    { open: 200, lossRate: 0.2 },
    { open: 100, lossRate: 0.5 },
  ];
  expect(expectedLossOf(exposures)).toBeCloseTo(135, 12);
});

const shop = generatedShop({ customers: 300 });
const invoices = generatedInvoices(shop);
const context = shopContext('2026-11-16', { supplied: new Set(['orders', 'invoices']) });
const BUCKETS = [
  ['current', Number.NEGATIVE_INFINITY],
  ['1-30', 0],
  ['31-60', 30],
  ['61-90', 60],
  ['over-90', 90],
] as const;
let warehouse: Warehouse;
beforeAll(async () => {
  warehouse = await shopWarehouse({ ...shop.tables, ...invoiceTables(invoices) });
});
afterAll(() => warehouse.close());

/** Of the invoices due in the year that ended 180 days before a day: what was unpaid so many days past due. */
function unpaidAfter(days: number, ends: string): number {
  const buyers = new Set(shop.orders.filter(({ counts }) => counts).map((order) => order.customer));
  const [from, to] = [addDays(ends, -545), addDays(ends, -180)];
  return invoices
    .filter(({ due, disputed }) => due >= from && due < to && disputed === null)
    .filter(({ customer, status }) => buyers.has(customer) && status !== 'void')
    .reduce((sum, { billed, credited, paid, due }) => {
      const isPaid = paid !== null && daysBetween(due, paid.date) <= days;
      return sum + billed - credited - (isPaid ? paid.amount : 0);
    }, 0);
}

it('has the loss rates of plain loops at the quarter close, and multiplies what is open by them', async () => {
  const measured = await expectedLossMetric.measure(loadFrom(warehouse, context), context);
  expectSound(measured);
  const rates = BUCKETS.map(([bucket, days]) => {
    const options = `part=loss-rate; bucket=${bucket}`;
    const rate = unpaidAfter(180, '2026-10-01') / unpaidAfter(days, '2026-10-01');
    expect(figureOf(measured, { options, period: '2026-09' }).value).toBeCloseTo(rate, 12);
    return [bucket, rate] as const;
  });
  for (const [period, ends] of [
    ['2026-10', '2026-11-01'],
    ['2026-09', '2026-10-01'],
  ] as const) {
    const open = openBefore(invoices, shop, ends);
    const loss = rates.reduce((sum, [bucket, rate]) => sum + (open[bucket] ?? 0) * rate, 0);
    expect(figureOf(measured, { period }).value).toBeCloseTo(loss, 6);
  }
});

it('ties what reached a bucket to what was paid in it and what reached the next', async () => {
  const { cells, equations } = await expectedLossMetric.measure(
    loadFrom(warehouse, context),
    context,
  );
  const total = (measure: string) =>
    cells.find((cell) => cell.measure === measure && cell.period === '2026-09')?.total;
  expect(total('reached-31-60')).toBe(unpaidAfter(30, '2026-10-01'));
  expect(total('paid-in-31-60')).toBe(
    unpaidAfter(30, '2026-10-01') - unpaidAfter(60, '2026-10-01'),
  );
  const steps = equations.filter(({ total: key }) => key.includes('"reached-31-60"'));
  expect(steps.some(({ parts }) => parts.some((key) => key.includes('"reached-61-90"')))).toBe(
    true,
  );
});

it('has no value while no invoice is old enough to tell', () => {
  const row = { scheme: 'all', segment: 'all', age: null, period: context.month } as const;
  const some = { ...row, customers: 90, total: 9_000, absolute: 9_000, largest: 100, second: 100 };
  const open = [
    { ...some, measure: 'receivables' },
    { ...some, measure: 'receivables-current' },
  ];
  const { figures } = expectedLoss({ open, outcomes: [] }, context);
  expect(figures).toHaveLength(1);
  expect(figures[0]).toMatchObject({ value: null, reason: 'unripe' });
});

it('says nothing where no invoices are delivered', async () => {
  const without = shopContext('2026-11-16');
  const load = () => Promise.reject(new Error('asked'));
  expect((await expectedLossMetric.measure(load, without)).figures).toEqual([]);
  expect(expectedLoss({ open: [], outcomes: [] }, context).figures).toEqual([]);
});
