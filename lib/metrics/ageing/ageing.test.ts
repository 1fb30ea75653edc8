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
import { withheldOf } from '../facts/cells/cell-rows.fixture.ts';
import { ageing } from './ageing.ts';
import { ageingMetric } from './metric.ts';

const shop = generatedShop({ customers: 300 });
const invoices = generatedInvoices(shop);
const supplied = new Set(['orders', 'invoices']);
const context = shopContext('2026-11-16', { supplied });
const closes = [context.month, context.priorMonth, context.yearAgoMonth];
const BUCKETS = ['current', '1-30', '31-60', '61-90', 'over-90', 'disputed', 'total'];
const at = (bucket: string, month = context.month) => ({
  options: `bucket=${bucket}`,
  period: monthLabel(month, 'month'),
});

let warehouse: Warehouse;
beforeAll(async () => {
  warehouse = await shopWarehouse({ ...shop.tables, ...invoiceTables(invoices) });
});
afterAll(() => warehouse.close());

it('is what plain loops over the invoices find open at each close, and adds up', async () => {
  const measured = await ageingMetric.measure(loadFrom(warehouse, context), context);
  expectSound(measured);
  for (const close of closes) {
    const plain = openBefore(invoices, shop, monthStart(close + 1, 'month'));
    const found = BUCKETS.map((bucket) => [bucket, figureOf(measured, at(bucket, close)).value]);
    expect(Object.fromEntries(found)).toEqual(plain);
    expect(Math.min(...Object.values(plain))).toBeGreaterThan(0);
  }
});

it('is of segments what plain loops find at the quarter close, and adds up to everyone', async () => {
  const split = shopContext('2026-11-16', { supplied, segments: ['country', 'channel'] });
  const measured = await ageingMetric.measure(loadFrom(warehouse, split), split);
  expectSound(measured);
  const at = { period: '2026-09' };
  const pastDue = (open: Readonly<Record<string, number>>) =>
    (open['1-30'] ?? 0) + (open['31-60'] ?? 0) + (open['61-90'] ?? 0) + (open['over-90'] ?? 0);
  for (const country of ['DE', 'FR', 'IE']) {
    const own = invoices.filter(({ customer }) => shop.country.get(customer) === country);
    const open = openBefore(own, shop, '2026-10-01');
    const value = (bucket: string) =>
      figureOf(measured, { ...at, options: `bucket=${bucket}`, scope: { country } }).value;
    expect(value('total')).toBe(open['total']);
    expect(value('past-due')).toBe(pastDue(open));
  }
  const everyone = figureOf(measured, { ...at, options: 'bucket=past-due' });
  expect(everyone.value).toBe(pastDue(openBefore(invoices, shop, '2026-10-01')));
  const tied = measured.equations.find(({ total }) => total === everyone.cells[0]);
  expect(tied).toBeDefined();
});

it('counts from the day after the due date, and leaves out what a part payment and a credit settled', async () => {
  const invoice = {
    customer_id: 'c',
    issued_at: '2026-09-01 10:00:00',
    amount: 100,
    currency: 'EUR',
  };
  const due = (days: string, more = {}) => ({ ...invoice, due_at: `${days} 10:00:00`, ...more });
  const small = await shopWarehouse({
    orders: [
      {
        order_id: 'o',
        customer_id: 'c',
        ordered_at: '2026-01-01 10:00:00',
        currency: 'EUR',
        net_amount: 1,
      },
    ],
    invoices: [
      due('2026-10-31', { invoice_id: 'last day', credited: 10 }),
      due('2026-10-30', {
        invoice_id: 'one day late',
        amount_paid: 30,
        paid_at: '2026-10-31 10:00:00',
      }),
      due('2026-10-01', {
        invoice_id: '30 days late',
        amount_paid: 30,
        paid_at: '2026-11-01 10:00:00',
      }),
      due('2026-09-30', { invoice_id: '31 days late', amount_paid: 40 }),
      due('2026-09-29', {
        invoice_id: 'paid in full',
        status: 'paid',
        paid_at: '2026-10-31 23:00:00',
      }),
      due('2026-09-28', { invoice_id: 'without a rate', currency: 'USD' }),
    ],
  });
  const measured = await ageingMetric.measure(loadFrom(small, context), context);
  await small.close();
  const found = ['current', '1-30', '31-60', '61-90', 'total'].map(
    (bucket) => figureOf(measured, at(bucket)).value,
  );
  expect(found).toEqual([9_000, 7_000 + 10_000, 6_000, 0, 32_000]);
});

it('withholds what a few owe, and with it another age, but not the total', async () => {
  const row = { scheme: 'all', segment: 'all', age: null, period: context.month } as const;
  const owed = (measure: string, customers: number) => {
    const total = customers * 1_000;
    return { ...row, measure, customers, total, absolute: total, largest: 1_000, second: 1_000 };
  };
  const rows = [
    owed('receivables-current', 200),
    owed('receivables-1-30', 40),
    owed('receivables-31-60', 20),
    owed('receivables-61-90', 15),
    owed('receivables-over-90', 4),
    owed('receivables', 279),
  ];
  const withheld = await withheldOf(ageing({ closes: rows, segments: [] }, context));
  expect(withheld).toContain('receivables-over-90');
  expect(withheld).toHaveLength(2);
  expect(withheld).not.toContain('receivables');
});

it('withholds that nobody owes anything of some age', async () => {
  const row = { scheme: 'all', segment: 'all', age: null, period: context.month } as const;
  const some = { ...row, customers: 90, total: 9_000, absolute: 9_000, largest: 100, second: 100 };
  const none = { ...row, customers: 0, total: 0, absolute: 0, largest: 0, second: 0 };
  const rows = [
    { ...some, measure: 'receivables' },
    { ...some, measure: 'receivables-current' },
    { ...none, measure: 'receivables-61-90' },
    { ...none, measure: 'receivables-disputed' },
  ];
  const { figures, cells, equations } = ageing({ closes: rows, segments: [] }, context);
  expect(await withheldOf({ figures, cells, equations })).toContain('receivables-61-90');
  expect(figures.some(({ options }) => options === 'bucket=disputed')).toBe(false);
});

it('says nothing where no invoices are delivered, or nobody owes', async () => {
  const without = shopContext('2026-11-16');
  const measured = await ageingMetric.measure(() => Promise.reject(new Error('asked')), without);
  expect(measured).toEqual({ figures: [], cells: [], equations: [] });
  expect(ageing({ closes: [], segments: [] }, context)).toEqual({
    figures: [],
    cells: [],
    equations: [],
  });
});
