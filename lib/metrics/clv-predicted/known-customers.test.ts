import { afterAll, beforeAll, expect, it } from 'vitest';
import { monthLabel, monthOf } from '#lib/units/calendar.ts';
import type { Warehouse } from '#lib/warehouse/warehouse.ts';
import { firstOrders, generatedShop } from '../../../test/fixtures/generated-shop.ts';
import { loadFrom, shopContext, shopWarehouse } from '../../../test/fixtures/shop-warehouse.ts';
import { expectSound } from '../../../test/fixtures/sound-measured.ts';
import { clvPredictedMetric } from './metric.ts';

const estimate = { value: 1, intervals: [], errors: { parameters: 0, process: 0, model: 0 } };
const each = { total: estimate, perCustomer: estimate };
const shop = generatedShop({ customers: 200, ordersEach: 2 });
const context = shopContext('2026-11-16', {
  segments: ['country', 'channel'],
  cohorts: { grain: 'month', ages: 5 },
  forecast: {
    everyone: { scope: 'all:all', customers: 200, purchases: each, lifetimeValue: each },
    scopes: new Map(),
    holdoutBias: null,
  },
});
let warehouse: Warehouse;
beforeAll(async () => {
  warehouse = await shopWarehouse(shop.tables);
});
afterAll(() => warehouse.close());

interface Members {
  readonly customers: number;
  readonly total: number;
  readonly absolute: number;
  readonly largest: readonly number[];
}

/** Net sales in cents before `cut` of each known customer; refunds of those orders before `asOf` taken off. */
function plainSales(cut: string): Map<string, number> {
  const sales = new Map<string, number>();
  const add = (customer: string | null, cents: number) => {
    if (customer !== null) sales.set(customer, (sales.get(customer) ?? 0) + cents);
  };
  for (const { counts, customer, date, net } of shop.orders)
    if (counts && date < cut) add(customer, net);
  for (const { order, date, amount } of shop.refunds)
    if (order.counts && order.date < cut && date < context.asOf) add(order.customer, -amount);
  return sales;
}

/** Everyone, each scheme, their crossing in name order, and the cohort where it is one of the five latest. */
function plainScopes(customer: string): string[] {
  const first = firstOrders(shop, context.asOf).get(customer);
  const [channel, country] = [first?.channel ?? '', shop.country.get(customer) ?? ''];
  const month = monthOf(first?.date ?? '', 'month');
  const recent = month >= 2026 * 12 + 10 - 5 ? [`cohort ${monthLabel(month, 'month')}`] : [];
  return ['', `country ${country}`, `channel ${channel}`, `atom ${channel}|${country}`, ...recent];
}

function plainMembers(cut: string, scopesOf: (customer: string) => string[]): Map<string, Members> {
  const values = new Map<string, number[]>();
  for (const [customer, cents] of plainSales(cut))
    for (const scope of scopesOf(customer))
      values.set(scope, [...(values.get(scope) ?? []), cents]);
  return new Map(
    [...values].map(([scope, own]) => {
      const sizes = own.map(Math.abs).sort((a, b) => b - a);
      const total = own.reduce((sum, value) => sum + value, 0);
      const absolute = sizes.reduce((sum, value) => sum + value, 0);
      return [scope, { customers: own.length, total, absolute, largest: sizes.slice(0, 2) }];
    }),
  );
}

it('sees everyone, segments, crossings and recent cohorts at the close, and nobody later, as plain loops', async () => {
  const measured = await clvPredictedMetric.measure(loadFrom(warehouse, context), context);
  expectSound(measured);
  const cells = (...measures: readonly string[]) =>
    measured.cells
      .filter((cell) => measures.includes(cell.measure))
      .map((cell) => [Object.entries(cell.scope).flat().join(' '), cell] as const);
  const atClose = plainMembers('2026-10-01', plainScopes);
  expect(atClose.size).toBeGreaterThan(15);
  const sales = cells('lifetime-sales').map(([scope, cell]) => {
    const { customers, total, absolute, largest } = cell;
    return [scope, { customers, total, absolute, largest: largest.slice(0, customers) }] as const;
  });
  expect(new Map(sales)).toEqual(atClose);
  const known = cells('known-customers', 'acquired-customers').map(
    ([scope, { total }]) => [scope, total] as const,
  );
  expect(new Map(known)).toEqual(
    new Map(sales.map(([scope, { customers }]) => [scope, customers] as const)),
  );
  for (const { measure, period, scope } of measured.cells)
    expect(period).toBe(measure === 'acquired-customers' ? scope['cohort'] : '2026-Q3');
});

it('has no rows in an empty shop', async () => {
  const empty = await shopWarehouse({});
  const { cells } = await clvPredictedMetric.measure(loadFrom(empty, context), context);
  await empty.close();
  expect(cells).toEqual([]);
});
