import { afterAll, beforeAll, expect, it } from 'vitest';
import { addDays, monthLabel, monthOf } from '#lib/units/calendar.ts';
import type { Warehouse } from '#lib/warehouse/warehouse.ts';
import {
  generatedShop,
  type PlainOrder,
  plainContribution,
} from '../../../test/fixtures/generated-shop.ts';
import { loadFrom, shopContext, shopWarehouse } from '../../../test/fixtures/shop-warehouse.ts';
import { expectSound, figureOf } from '../../../test/fixtures/sound-measured.ts';
import { mergeMeasured } from '../measured.ts';
import { moneyLadderMetric } from '../money-ladder/metric.ts';
import { contributionMetric } from './metric.ts';

const shop = generatedShop({ seed: 29, customers: 300, guests: 0.1 });
const supplied = new Set(['orders', 'cost_to_serve', 'marketing_spend']);
const context = shopContext('2026-11-16', { segments: ['country', 'channel'], supplied });
const period = monthLabel(context.month, 'month');

/** Cents of cost to serve: each third customer's own in October and June, a driver nobody knows, and a shared one. */
const OWN = [...shop.country.keys()].filter((_, i) => i % 3 === 0);
const cost = (amount: number, change: Readonly<Record<string, string>>) => ({
  period_start_date: '2026-10-01',
  amount,
  currency: 'EUR',
  cost_type: 'service',
  ...change,
});
const cost_to_serve = [
  ...OWN.map((customer_id) => cost(3.21, { customer_id })),
  ...OWN.map((customer_id) => cost(1.5, { customer_id, period_start_date: '2026-06-01' })),
  cost(55.5, { driver: 'pallets' }),
];
const marketing_spend = ['retention', 'acquisition'].map((purpose) => ({
  spend_date: '2026-10-12',
  channel: 'email',
  amount: 80,
  currency: 'EUR',
  purpose,
}));

let warehouse: Warehouse;
beforeAll(async () => {
  warehouse = await shopWarehouse({ ...shop.tables, cost_to_serve, marketing_spend });
});
afterAll(() => warehouse.close());

const measure = (of = context) => contributionMetric.measure(loadFrom(warehouse, of), of);

/** Cost of own serving that counts: only of those who ordered before the cut are in scope. */
const known = new Set(
  shop.orders.filter(({ counts, date }) => counts && date < context.asOf).map((o) => o.customer),
);
const bearers = OWN.filter((customer) => known.has(customer));

it('is what plain loops find of each month, guests and costs of nobody included', async () => {
  const measured = await measure();
  expectSound(measured);
  for (const month of [context.month, context.priorMonth]) {
    const step = (name: string) =>
      figureOf(measured, { options: `step=${name}`, period: monthLabel(month, 'month') }).value;
    const isIn = (_: PlainOrder, date: string) => monthOf(date, 'month') === month;
    const fulfilment = shop.orders
      .filter((order) => order.counts && isIn(order, order.date))
      .reduce((sum, order) => sum + order.fulfilment, 0);
    const cm2 = plainContribution(shop, isIn);
    const served = month === context.month ? bearers.length * 321 + 5550 : 0;
    expect(step('cm1')).toBe(cm2 + fulfilment);
    expect(step('cm2')).toBe(cm2);
    expect(step('cost-to-serve')).toBe(served);
    expect(step('cm3')).toBe(cm2 - served - (month === context.month ? 8000 : 0));
  }
  expect(figureOf(measured, { options: 'step=retention-marketing', period }).value).toBe(8000);
});

it('is CM3 of the year to the quarter close by segment, costs of the segment’s customers off', async () => {
  const measured = await measure();
  const isIn = (date: string) => date >= addDays('2026-10-01', -365) && date < '2026-10-01';
  for (const country of ['DE', 'FR', 'IE']) {
    const isOf = (customer: string | null) =>
      customer !== null && shop.country.get(customer) === country;
    const earned = plainContribution(shop, (order, date) => isOf(order.customer) && isIn(date));
    const served = bearers.filter(isOf).length * 150;
    const at = { period: '2026-Q3', scope: { country } };
    const cm3 = figureOf(measured, { ...at, options: 'step=cm3; window=365 d' });
    expect(cm3.value).toBe(earned - served);
    const people = figureOf(measured, { ...at, options: 'part=customers; window=365 d' }).value;
    const each = figureOf(measured, {
      ...at,
      options: 'part=per-customer; step=cm3; window=365 d',
    });
    expect(each.value).toBeCloseTo((earned - served) / (people ?? 0), 9);
  }
});

it('ties the stock of everyone to that of the month that closed with the quarter', async () => {
  const october = shopContext('2026-10-12', { segments: ['country'], supplied });
  const measured = await measure(october);
  expectSound(measured);
  const total = (name: string) => measured.cells.find(({ measure: m }) => m === name)?.key ?? '';
  expect(measured.equations).toContainEqual({
    total: total('contribution-year'),
    parts: [total('profit')],
  });
});

it('ties months of whole weeks to the weeks that the money ladder prints, and no others', async () => {
  const weekly = await shopWarehouse({ ...shop.tables, cost_to_serve }, '4-4-5');
  const fiscal = shopContext('2026-11-02', { fiscal: '4-4-5', supplied });
  const load = loadFrom(weekly, fiscal);
  const [months, ladder] = [contributionMetric, moneyLadderMetric].map((metric) =>
    metric.measure(load, fiscal),
  );
  const both = mergeMeasured([await months, await ladder].filter((part) => part !== undefined));
  await weekly.close();
  expectSound(both);
  const keyOf = (name: string, at: string) => JSON.stringify([name, at]);
  // October of 4-4-5 is the four weeks to 25 October 2026.
  for (const [step, line] of [
    ['cm1', 'cm1'],
    ['fulfilment', 'fulfilment'],
    ['cm2', 'contribution'],
  ])
    expect(both.equations).toContainEqual({
      total: keyOf(`contribution-${step}`, '2026-P10'),
      parts: ['W40', 'W41', 'W42', 'W43'].map((at) => keyOf(`ledger-${line}`, `2026-${at}`)),
    });
  const printed = both.figures.find(({ options }) => options === 'line=contribution')?.cells;
  expect(printed).toEqual([keyOf('ledger-contribution', '2026-W44')]);
  const { equations } = await measure();
  expect(JSON.stringify(equations)).not.toContain('ledger-');
});

it('stops at CM2 where no cost to serve is supplied, and has none without a margin', async () => {
  const plain = await shopWarehouse(shop.tables);
  const without = shopContext('2026-11-16', { supplied: new Set(['orders']) });
  const measured = await contributionMetric.measure(loadFrom(plain, without), without);
  const revenue = shopContext('2026-11-16', { marginBasis: 'revenue' });
  const none = await contributionMetric.measure(loadFrom(plain, revenue), revenue);
  await plain.close();
  const step = (name: string) => figureOf(measured, { options: `step=${name}`, period }).value;
  expect(step('cm3')).toBe(step('cm2'));
  expect(measured.figures.some(({ options }) => options === 'step=cost-to-serve')).toBe(false);
  expect(none.figures).toEqual([]);
});
