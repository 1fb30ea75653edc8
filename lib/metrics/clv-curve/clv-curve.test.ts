import { describe, expect, it } from 'vitest';
import { generatedShop } from '../../../test/fixtures/generated-shop.ts';
import { loadFrom, shopContext, shopWarehouse } from '../../../test/fixtures/shop-warehouse.ts';
import { expectSound, figureOf } from '../../../test/fixtures/sound-measured.ts';
import { clvHistoricMetric } from '../clv-historic/metric.ts';
import { clvCurve } from './clv-curve.ts';
import { curveValue, tailRatio } from './formula.ts';
import { clvCurveMetric } from './metric.ts';

const CURVE = [36.2, 14.8, 11.9, 10.2, 9.0, 8.1];

describe('the curve', () => {
  it('adds up to the published value (definitions, section 11)', () => {
    const { value } = curveValue(CURVE, { horizon: 36, discount: 0, tail: null });
    expect(value).toBeCloseTo(90.2, 10);
  });

  it('stops at the horizon, and discounts each month once', () => {
    const { value } = curveValue([100, 50, 25], { horizon: 2, discount: 0.25, tail: null });
    expect(value).toBe(140);
  });

  it('goes on by a geometric tail and says how much of it is extrapolated', () => {
    // 8 + 4 + 2 + 1 lived, then 0.5 and 0.25.
    const found = curveValue([8, 4, 2, 1], { horizon: 6, discount: 0, tail: 0.5 });
    expect(found.value).toBe(15.75);
    expect(found.extrapolated).toBeCloseTo(0.75 / 15.75, 12);
    expect(tailRatio([8, 4, 2, 1])).toBeCloseTo(3 / 6, 12);
    expect(tailRatio([8, 4, 2])).toBeNull();
    expect(tailRatio([8, 4, -5, -1])).toBeNull();
  });
});

it('discounts the ripe means that historic CLV shows', async () => {
  const context = shopContext('2026-11-23');
  const warehouse = await shopWarehouse(generatedShop({ seed: 17, customers: 500 }).tables);
  const load = loadFrom(warehouse, context);
  const measured = await clvCurveMetric.measure(load, context);
  const historic = await clvHistoricMetric.measure(load, context);
  await warehouse.close();
  expectSound(measured);
  const period = '2026-W47';
  const means = [0, 1, 2, 3, 4, 5, 6].map((age) => {
    const scope = { age: String(age) };
    const name = { options: 'grain=month; mean=weighted; of=9 cohorts', period, scope };
    return figureOf(historic, name).value ?? Number.NaN;
  });
  const present = means.map((mean, t) => mean / 1.1 ** (t / 12));
  const value = present.reduce((sum, amount) => sum + amount, 0);
  const shown = (options: string) => figureOf(measured, { options, period }).value ?? Number.NaN;
  expect(shown('horizon=36 mo; of=9 cohorts; tail=none')).toBeCloseTo(value, 6);
  expect(shown('of=9 cohorts; part=months-observed')).toBe(7);
  const whole = shown('horizon=36 mo; of=9 cohorts; tail=geometric');
  expect(whole).toBeGreaterThan(value);
  expect(shown('horizon=36 mo; of=9 cohorts; part=extrapolated-share; tail=geometric')).toBeCloseTo(
    1 - value / whole,
    9,
  );
});

it('is empty for an empty shop', () => {
  const nothing = { figures: [], cells: [], equations: [] };
  expect(clvCurve([], shopContext('2026-11-16'))).toEqual(nothing);
});
