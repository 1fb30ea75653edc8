import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { NaReason } from '#lib/privacy/figure.ts';
import type { Warehouse } from '#lib/warehouse/warehouse.ts';
import { generatedShop } from '../../../test/fixtures/generated-shop.ts';
import { loadFrom, shopContext, shopWarehouse } from '../../../test/fixtures/shop-warehouse.ts';
import { expectSound, figureOf } from '../../../test/fixtures/sound-measured.ts';
import { clvSimpleMetric } from '../clv-simple/metric.ts';
import { clvConstant } from './clv-constant.ts';
import { constantValue } from './formula.ts';
import { clvConstantMetric } from './metric.ts';

describe('the published values (definitions, section 11)', () => {
  const parts = { margin: 60, retention: 0.75 };
  it.each([
    [0.1, 'now', 188.5714],
    [0.1, 'end', 128.5714],
    [0, 'now', 240],
  ] as const)('at a discount of %s, first margin %s', (discount, timing, value) => {
    expect(constantValue({ ...parts, discount, timing })).toBeCloseTo(value, 4);
  });

  it('has no value where nobody is lost and nothing discounted', () => {
    expect(constantValue({ margin: 60, retention: 1, discount: 0, timing: 'now' })).toBeNull();
  });
});

const shop = generatedShop({ seed: 13, customers: 900, ordersEach: 5 });
const context = shopContext('2026-11-16', { discountRateYear: 0 });
const period = '2026-W46';
let warehouse: Warehouse;
beforeAll(async () => {
  warehouse = await shopWarehouse(shop.tables);
});
afterAll(() => warehouse.close());

it('is the sum of margins month by month, as plain loops add them', async () => {
  const discounted = shopContext('2026-11-16');
  const measured = await clvConstantMetric.measure(loadFrom(warehouse, discounted), discounted);
  expectSound(measured);
  const shown = (options: string) => figureOf(measured, { options, period }).value ?? Number.NaN;
  const [margin, retention] = [shown('part=margin'), shown('part=retention')];
  let [now, there] = [0, 1];
  for (let month = 0; month < 5000; month += 1) {
    now += (margin * there) / 1.1 ** (month / 12);
    there *= retention;
  }
  expect(shown('timing=now')).toBeCloseTo(now, 6);
  expect(shown('timing=end')).toBeCloseTo(now - margin, 6);
});

it('is the quick formula where nothing is discounted', async () => {
  const load = loadFrom(warehouse, context);
  const constant = await clvConstantMetric.measure(load, context);
  const simple = await clvSimpleMetric.measure(load, context);
  expect(figureOf(constant, { options: 'timing=now', period }).value).toBeCloseTo(
    figureOf(simple, { period }).value ?? Number.NaN,
    6,
  );
});

it.each<[string, number, NaReason]>([
  ['2025-12-01', 2000, 'unripe'],
  ['2026-11-16', -2000, 'not_positive'],
])('says why there is none: %s, %i', (asOf, contribution, reason) => {
  const at = shopContext(asOf);
  const row = { scheme: 'all', segment: 'all', age: null, period: 0, largest: 1, second: 1 };
  const of = (measure: string, total: number) => ({
    ...row,
    ...{ measure, customers: 20, total, absolute: Math.abs(total) },
  });
  const halfYear = [
    of('half-year-customers', 20),
    of('half-year-orders', 40),
    of('half-year-net-sales', 4000),
    of('half-year-contribution', contribution),
  ];
  const month = 2026 * 12 + 9;
  const lapses = [5, 4, 3, 2, 1, 0].flatMap((back) =>
    ['customers-at-start', 'customers-at-end', 'oldest-month'].map((measure) => ({
      ...of(measure, 20),
      period: month - back,
    })),
  );
  const { figures } = clvConstant({ lapses, halfYear }, at);
  expect(figures.map((figure) => figure.reason)).toEqual(figures.map(() => reason));
});

it('is empty for an empty shop', () => {
  const rows = { lapses: [], halfYear: [] };
  expect(clvConstant(rows, context)).toEqual({ figures: [], cells: [], equations: [] });
});
