import { describe, expect, it } from 'vitest';
import { monthOf } from '#lib/units/calendar.ts';
import { generatedShop } from '../../../test/fixtures/generated-shop.ts';
import { loadFrom, shopContext, shopWarehouse } from '../../../test/fixtures/shop-warehouse.ts';
import { expectSound, figureOf } from '../../../test/fixtures/sound-measured.ts';
import { clvConstantMetric } from '../clv-constant/metric.ts';
import { contributionOf, customerLives } from '../facts/cohorts/customer-lives.fixture.ts';
import { clvGrowth } from './clv-growth.ts';
import { growingValue } from './formula.ts';
import { clvGrowthMetric } from './metric.ts';

describe('the published values (definitions, section 11)', () => {
  it.each([
    [0, 3744.4444],
    [0.01, 2632.3125],
  ])('at a discount of %s', (discount, value) => {
    const found = growingValue({ margin: 80, growth: 1, churn: 0.03, discount });
    expect(found).toBeCloseTo(value, 4);
  });

  it('has no value where nothing is lost or discounted', () => {
    expect(growingValue({ margin: 80, growth: 1, churn: 0, discount: 0 })).toBeNull();
  });
});

/** Slope of y over x by the normal equations of a weighted line. */
function slope(points: readonly { readonly x: number; readonly y: number; readonly w: number }[]) {
  let [w, wx, wy, wxx, wxy] = [0, 0, 0, 0, 0];
  for (const point of points) {
    w += point.w;
    wx += point.w * point.x;
    wy += point.w * point.y;
    wxx += point.w * point.x ** 2;
    wxy += point.w * point.x * point.y;
  }
  return { slope: (w * wxy - wx * wy) / (w * wxx - wx ** 2), mean: wy / w };
}

it('adds margins that grow as those of customers who order did, as plain loops find', async () => {
  const shop = generatedShop({ seed: 13, customers: 900, ordersEach: 5 });
  const context = shopContext('2026-11-16');
  const warehouse = await shopWarehouse(shop.tables);
  const load = loadFrom(warehouse, context);
  const measured = await clvGrowthMetric.measure(load, context);
  const constant = await clvConstantMetric.measure(load, context);
  await warehouse.close();
  expectSound(measured);
  const period = '2026-W46';
  const part = (name: string) =>
    figureOf(constant, { options: `part=${name}`, period }).value ?? Number.NaN;
  const lives = customerLives(shop, context.asOf);
  const last = monthOf('2026-10-01', 'month');
  const points = [1, 2, 3, 4, 5, 6].map((age) => {
    const at = lives.filter(({ entry }) => {
      const cohort = monthOf(entry.date, 'month');
      return cohort >= last - 8 && cohort + age <= last;
    });
    const isIn = (life: (typeof lives)[number]) => (date: string) =>
      monthOf(date, 'month') === monthOf(life.entry.date, 'month') + age;
    const active = at.filter((life) => life.orders.some(({ date }) => isIn(life)(date))).length;
    const earned = at.reduce((sum, life) => sum + contributionOf(life, isIn(life)), 0);
    return { x: age, y: earned / active, w: active };
  });
  const line = slope(points);
  const growth = (part('margin') * line.slope) / line.mean;
  expect(figureOf(measured, { options: 'of=9 cohorts; part=growth', period }).value).toBeCloseTo(
    growth,
    6,
  );
  let [value, there] = [0, 1];
  for (let month = 0; month < 5000; month += 1) {
    value += ((part('margin') + growth * month) * there) / 1.1 ** (month / 12);
    there *= part('retention');
  }
  expect(figureOf(measured, { options: 'of=9 cohorts', period }).value).toBeCloseTo(value, 4);
});

it('is empty for an empty shop', () => {
  const rows = { retention: { lapses: [], halfYear: [] }, activity: [] };
  const nothing = { figures: [], cells: [], equations: [] };
  expect(clvGrowth(rows, shopContext('2026-11-16'))).toEqual(nothing);
});
