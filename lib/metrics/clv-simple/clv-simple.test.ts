import { afterAll, beforeAll, expect, it } from 'vitest';
import { monthOf } from '#lib/units/calendar.ts';
import type { Warehouse } from '#lib/warehouse/warehouse.ts';
import { generatedShop, plainContribution } from '../../../test/fixtures/generated-shop.ts';
import { loadFrom, shopContext, shopWarehouse } from '../../../test/fixtures/shop-warehouse.ts';
import { expectSound, figureOf } from '../../../test/fixtures/sound-measured.ts';
import { simpleValue } from './clv-simple.ts';
import { simpleLifetimeValue } from './formula.ts';
import { clvSimpleMetric } from './metric.ts';
import { monthlyChurn } from './monthly-churn.ts';

const shop = generatedShop({ seed: 13, customers: 900, ordersEach: 5 });
const context = shopContext('2026-11-16');
const LAST = monthOf('2026-10-01', 'month');
const MONTHS = [5, 4, 3, 2, 1, 0].map((back) => LAST - back);
const period = '2026-W46';
let warehouse: Warehouse;
beforeAll(async () => {
  warehouse = await shopWarehouse(shop.tables);
});
afterAll(() => warehouse.close());

it('gives the published values (definitions, section 11)', () => {
  const parts = { apv: 50, purchaseFrequency: 4, margin: 0.3 };
  expect(simpleLifetimeValue({ ...parts, churn: 0.25 })).toBe(240);
  expect(simpleLifetimeValue({ ...parts, churn: 0 })).toBeNull();
});

/** Customers who ordered in one of the six months up to and with `month`. */
function activeAt(month: number): Set<string> {
  const active = new Set<string>();
  for (const { customer, counts, date } of shop.orders) {
    const back = month - monthOf(date, 'month');
    if (counts && customer !== null && back >= 0 && back < 6) active.add(customer);
  }
  return active;
}

const inHalfYear = (date: string) => MONTHS.includes(monthOf(date, 'month'));

it('rests on six closed months of orders, activity and lapses, as plain loops find them', async () => {
  const measured = await clvSimpleMetric.measure(loadFrom(warehouse, context), context);
  expectSound(measured);
  const part = (name: string) => figureOf(measured, { options: `part=${name}`, period }).value;
  const orders = shop.orders.filter((o) => o.counts && o.customer !== null && inHalfYear(o.date));
  const refunds = shop.refunds.filter(
    ({ order, date }) => order.counts && order.customer !== null && inHalfYear(date),
  );
  const sold = orders.reduce((sum, { net }) => sum + net, 0);
  const netSales = sold - refunds.reduce((sum, { amount }) => sum + amount, 0);
  const contribution = plainContribution(
    shop,
    ({ customer }, date) => customer !== null && inHalfYear(date),
  );
  const churn = MONTHS.map((month) => {
    const start = [...activeAt(month - 1)];
    const end = activeAt(month);
    return start.filter((customer) => !end.has(customer)).length / start.length;
  });
  const meanChurn = churn.reduce((sum, rate) => sum + rate, 0) / 6;
  const activeMonths = MONTHS.reduce((sum, month) => sum + activeAt(month).size, 0);
  expect(Math.min(...churn)).toBeGreaterThan(0);
  expect(part('apv')).toBeCloseTo(netSales / orders.length, 9);
  expect(part('purchase-frequency')).toBeCloseTo(orders.length / activeMonths, 12);
  expect(part('churn')).toBeCloseTo(meanChurn, 12);
  expect(part('margin')).toBeCloseTo(contribution / netSales, 12);
  const value =
    ((netSales / orders.length) * (orders.length / activeMonths) * (contribution / netSales)) /
    meanChurn;
  const shown = figureOf(measured, { period });
  expect(shown.value).toBeCloseTo(value, 6);
  expect(shown.customers).toBe(new Set(orders.map(({ customer }) => customer)).size);
});

it('uses the assumed margin where no costs are delivered', async () => {
  const assumed = shopContext('2026-11-16', { marginBasis: 'assumed', margin: 0.35 });
  const measured = await clvSimpleMetric.measure(loadFrom(warehouse, assumed), assumed);
  expectSound(measured);
  expect(figureOf(measured, { options: 'part=margin', period })).toMatchObject({
    value: 0.35,
    cells: [],
  });
});

it('is unripe while history is shorter than six months of churn after six months of activity', async () => {
  const early = shopContext('2026-08-03');
  const measured = await clvSimpleMetric.measure(loadFrom(warehouse, early), early);
  expectSound(measured);
  const [value, apv, , churn] = measured.figures;
  expect(value).toMatchObject({ value: null, reason: 'unripe' });
  expect(apv?.value).toBeGreaterThan(0);
  expect(churn).toMatchObject({ options: 'part=churn', value: null, reason: 'unripe' });
});

it('has no value where nobody lapsed', () => {
  const row = (measure: string, at: number, customers: number) => ({
    ...{ measure, period: at, scheme: 'all', segment: 'all', age: null },
    ...{ customers, total: customers, absolute: customers, largest: 1, second: 1 },
  });
  const lapses = [
    row('oldest-month', LAST, 40),
    row('half-year-base', LAST, 40),
    ...MONTHS.flatMap((month) => [
      row('customers-at-start', month, 40),
      row('customers-at-end', month, 40),
      row('lapsed-customers', month, 0),
    ]),
  ];
  const halfYear = ['customers', 'orders', 'net-sales', 'contribution'].map((name) =>
    row(`half-year-${name}`, LAST, 40),
  );
  expect(monthlyChurn(lapses, LAST)).toEqual({ churn: 0, activeMonths: 240 });
  const measured = simpleValue({ lapses, halfYear }, context);
  expect(figureOf(measured, { period })).toMatchObject({ value: null, reason: 'no_churn' });
  expect(figureOf(measured, { options: 'part=churn', period }).value).toBe(0);
});

it('is empty for an empty shop', () => {
  expect(simpleValue({ lapses: [], halfYear: [] }, context).figures).toEqual([]);
});
