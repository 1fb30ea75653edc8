import { afterAll, beforeAll, expect, it } from 'vitest';
import { addDays, weekLabel } from '#lib/units/calendar.ts';
import type { Warehouse } from '#lib/warehouse/warehouse.ts';
import { generatedShop, plainWeek } from '../../../test/fixtures/generated-shop.ts';
import { loadFrom, shopContext, shopWarehouse } from '../../../test/fixtures/shop-warehouse.ts';
import { expectSound, figureOf } from '../../../test/fixtures/sound-measured.ts';
import { orderingCustomers, recentlyActive } from './active-customers.ts';
import { activeCustomersMetric } from './metric.ts';

const shop = generatedShop();
const context = shopContext('2026-11-16', { segments: ['country'] });
let warehouse: Warehouse;
beforeAll(async () => {
  warehouse = await shopWarehouse(shop.tables);
});
afterAll(() => warehouse.close());

it('counts who ordered in the week, of everyone and of each country, as plain loops do', async () => {
  const measured = await activeCustomersMetric.measure(loadFrom(warehouse, context), context);
  expectSound(measured);
  const options = 'window=week';
  for (const week of [context.week, context.priorWeek, context.yearAgoWeek]) {
    const { buyers } = plainWeek(shop, week, { asOf: context.asOf });
    expect(figureOf(measured, { options, period: weekLabel(week) }).value).toBe(buyers.size);
  }
  for (const country of ['DE', 'FR', 'IE']) {
    const of = (customer: string | null) =>
      customer !== null && shop.country.get(customer) === country;
    const { buyers } = plainWeek(shop, context.week, { asOf: context.asOf, of });
    const period = weekLabel(context.week);
    const shown = figureOf(measured, { options, period, scope: { country } });
    expect(shown).toMatchObject({ value: buyers.size, customers: buyers.size, unit: 'count' });
  }
});

it('counts who ordered in the 28 days before each compared instant', async () => {
  const measured = await activeCustomersMetric.measure(loadFrom(warehouse, context), context);
  const ends: readonly (readonly [number, string])[] = [
    [context.week, '2026-11-16'],
    [context.priorWeek, '2026-11-09'],
    [context.yearAgoWeek, '2025-11-17'],
  ];
  for (const [week, end] of ends) {
    const start = addDays(end, -28);
    const active = new Set<string>();
    for (const { customer, counts, date } of shop.orders)
      if (counts && customer !== null && date >= start && date < end) active.add(customer);
    expect(active.size).toBeGreaterThan(20);
    const shown = figureOf(measured, { options: 'window=28 d', period: weekLabel(week) });
    expect(shown).toMatchObject({ value: active.size, customers: active.size });
  }
});

it('is empty for an empty shop', () => {
  expect(orderingCustomers([], context).figures).toEqual([]);
  expect(recentlyActive([]).figures).toEqual([]);
});
