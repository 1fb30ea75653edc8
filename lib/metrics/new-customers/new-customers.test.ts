import { afterAll, beforeAll, expect, it } from 'vitest';
import { monthLabel, monthOf, weekLabel } from '#lib/units/calendar.ts';
import type { Warehouse } from '#lib/warehouse/warehouse.ts';
import { firstOrders, generatedShop, plainWeek } from '../../../test/fixtures/generated-shop.ts';
import { loadFrom, shopContext, shopWarehouse } from '../../../test/fixtures/shop-warehouse.ts';
import { expectSound, figureOf } from '../../../test/fixtures/sound-measured.ts';
import { weekRows } from '../../../test/fixtures/week-rows.ts';
import { newCustomersMetric } from './metric.ts';
import { newCustomers, newCustomersByMonth } from './new-customers.ts';

const shop = generatedShop({ seed: 11, customers: 900 });
const context = shopContext('2026-11-16', { segments: ['country'] });
let warehouse: Warehouse;
beforeAll(async () => {
  warehouse = await shopWarehouse(shop.tables);
});
afterAll(() => warehouse.close());

it('counts first orders of the week, of everyone and of each country, as plain loops do', async () => {
  const measured = await newCustomersMetric.measure(loadFrom(warehouse, context), context);
  expectSound(measured);
  for (const week of [context.week, context.priorWeek, context.yearAgoWeek]) {
    const { newBuyers } = plainWeek(shop, week, { asOf: context.asOf });
    expect(figureOf(measured, { period: weekLabel(week) }).value).toBe(newBuyers.size);
  }
  const of = (customer: string | null) => customer !== null && shop.country.get(customer) === 'IE';
  const { newBuyers } = plainWeek(shop, context.week, { asOf: context.asOf, of });
  const period = weekLabel(context.week);
  expect(figureOf(measured, { period, scope: { country: 'IE' } }).value).toBe(newBuyers.size);
});

it('counts the members of each complete cohort month', async () => {
  const measured = await newCustomersMetric.measure(loadFrom(warehouse, context), context);
  const months = new Map<number, number>();
  for (const { date } of firstOrders(shop, context.asOf).values()) {
    const month = monthOf(date, context.fiscal);
    months.set(month, (months.get(month) ?? 0) + 1);
  }
  const shown = measured.figures.filter(({ options }) => options === 'grain=month');
  expect(shown.length).toBeGreaterThan(4);
  expect(shown.map(({ period }) => period)).not.toContain('2026-11');
  for (const { period, scope, value } of shown) {
    const [month] = [...months.keys()].filter((m) => monthLabel(m, context.fiscal) === period);
    expect(scope).toEqual({ cohort: period });
    expect(value).toBe(months.get(month ?? 0));
  }
});

it('knows no acquisition in the first 365 days of an incomplete history', async () => {
  const load = loadFrom(warehouse, context, { history_complete: 'no' });
  const measured = await newCustomersMetric.measure(load, context);
  expectSound(measured);
  const yearAgo = figureOf(measured, { period: weekLabel(context.yearAgoWeek) });
  expect(yearAgo).toMatchObject({ value: null, reason: 'missing_input' });
  const { newBuyers } = plainWeek(shop, context.week, { asOf: context.asOf });
  expect(figureOf(measured, { period: weekLabel(context.week) }).value).toBe(newBuyers.size);
});

it('is 0 in a week of nothing but old customers', () => {
  const rows = weekRows(context.week, {
    'ordering-customers': 12,
    'returning-customers': 12,
    'first-order-customers': 0,
    'first-time-customers': 0,
    'acquisition-unknown-customers': 0,
  });
  const measured = newCustomers(rows, shopContext('2026-11-16'));
  expectSound(measured);
  expect(measured.figures[0]).toMatchObject({ value: 0, reason: null });
});

it('is empty for an empty shop', () => {
  expect(newCustomers([], context).figures).toEqual([]);
  expect(newCustomersByMonth([], context).figures).toEqual([]);
});
