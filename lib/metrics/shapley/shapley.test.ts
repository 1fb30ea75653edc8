import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { weekLabel } from '#lib/units/calendar.ts';
import type { Warehouse } from '#lib/warehouse/warehouse.ts';
import { generatedShop, plainWeek } from '../../../test/fixtures/generated-shop.ts';
import { loadFrom, shopContext, shopWarehouse } from '../../../test/fixtures/shop-warehouse.ts';
import { expectSound, figureOf } from '../../../test/fixtures/sound-measured.ts';
import { weekRows } from '../../../test/fixtures/week-rows.ts';
import { shapleyMetric } from './metric.ts';
import { shapley } from './shapley.ts';
import { shapleyParts, wholeParts } from './shapley-parts.ts';

const context = shopContext('2026-11-16');
const period = weekLabel(context.week);

describe('parts', () => {
  it('are those of the published definition, to the cent', () => {
    const parts = shapleyParts([1000, 1.5, 40], [1100, 1.4, 42]);
    expect(parts.map((part) => part.toFixed(2))).toEqual(['5943.33', '-4306.67', '3043.33']);
    expect(wholeParts(parts, 4680)).toEqual([5943, -4307, 3044]);
  });

  const factor = fc.double({ min: 0.01, max: 1e4, noNaN: true });
  const factors = fc.tuple(factor, factor, factor);

  it('are the mean over the six orders in which three factors can change', () => {
    fc.assert(
      fc.property(factors, factors, (from, to) => {
        const parts = shapleyParts(from, to);
        for (const [i, plain] of plainParts(from, to).entries())
          expect(parts[i]).toBeCloseTo(plain, -Math.log10(scale(from, to)) + 9);
      }),
    );
  });

  it('are whole, add up, and are less than one away from what they round', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 1 }),
        (parts) => {
          const total = Math.round(parts.reduce((sum, part) => sum + part, 0)) + 0;
          const whole = wholeParts(parts, total);
          expect(whole.every(Number.isSafeInteger)).toBe(true);
          expect(whole.reduce((sum, part) => sum + part, 0)).toBe(total);
          for (const [i, part] of whole.entries())
            expect(Math.abs(part - (parts[i] ?? 0))).toBeLessThanOrEqual(1);
        },
      ),
    );
  });
});

const ORDERS = [
  [0, 1, 2],
  [0, 2, 1],
  [1, 0, 2],
  [1, 2, 0],
  [2, 0, 1],
  [2, 1, 0],
] as const;
/** Changes one factor after the other, in each of the six orders. */
function plainParts(from: readonly number[], to: readonly number[]): number[] {
  const sums = [0, 0, 0];
  for (const order of ORDERS) {
    const now = [...from];
    for (const i of order) {
      const before = product(now);
      now[i] = to[i] ?? 0;
      sums[i] = (sums[i] ?? 0) + product(now) - before;
    }
  }
  return sums.map((sum) => sum / ORDERS.length);
}

const product = (factors: readonly number[]) => factors.reduce((all, factor) => all * factor, 1);
const scale = (from: readonly number[], to: readonly number[]) =>
  product(from.map((factor, i) => Math.max(factor, to[i] ?? 0, 1)));

describe('a generated shop', () => {
  const shop = generatedShop({ guests: 0.3 });
  let warehouse: Warehouse;
  beforeAll(async () => {
    warehouse = await shopWarehouse(shop.tables);
  });
  afterAll(() => warehouse.close());

  const sumOf = (measured: ReturnType<typeof shapley>, options: readonly string[]) =>
    options
      .map((option) => figureOf(measured, { options: option, period }).value ?? Number.NaN)
      .reduce((sum, part) => sum + part, 0);

  it('has parts that add up to the change of customers, and of all orders, by plain loops', async () => {
    const measured = await shapleyMetric.measure(loadFrom(warehouse, context), context);
    expectSound(measured);
    const change = (of: (customer: string | null) => boolean) => {
      const [now, before] = [context.week, context.priorWeek].map((week) => {
        const { net, refunds, shipping } = plainWeek(shop, week, { asOf: context.asOf, of });
        return net - refunds + shipping;
      });
      return (now ?? 0) - (before ?? 0);
    };
    expect(
      sumOf(measured, [
        'of=customers; part=customers',
        'of=customers; part=frequency',
        'of=customers; part=value',
      ]),
    ).toBe(change((customer) => customer !== null));
    expect(sumOf(measured, ['of=orders; part=orders', 'of=orders; part=value'])).toBe(
      change(() => true),
    );
  });
});

it('needs customers in both weeks', () => {
  const rows = [
    ...weekRows(context.week, { 'ordering-customers': 20, orders: 30, 'net-revenue': 900 }),
    ...weekRows(context.priorWeek, { 'ordering-customers': 0, orders: 0, 'net-revenue': 0 }),
  ];
  const measured = shapley(rows, context);
  expect(figureOf(measured, { options: 'of=customers; part=value', period })).toMatchObject({
    value: null,
    reason: 'no_customers',
  });
  expect(shapley(rows.slice(0, 3), context).figures).toEqual([]);
  expect(shapley([], context).figures).toEqual([]);
});
