import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Warehouse } from '#lib/warehouse/warehouse.ts';
import { plainRatings } from '../../../test/fixtures/plain-ratings.ts';
import { loadFrom, shopWarehouse } from '../../../test/fixtures/shop-warehouse.ts';
import { expectSound, figureOf } from '../../../test/fixtures/sound-measured.ts';
import { surveyContext, surveyShop, surveyShopTables } from '../../../test/fixtures/survey-shop.ts';
import { perceivedValueMetric } from './metric.ts';
import { perceivedValue } from './perceived-value.ts';

const survey = 'value';
let warehouse: Warehouse;
beforeAll(async () => {
  warehouse = await shopWarehouse(surveyShopTables);
});
afterAll(() => warehouse.close());

it('is the mean of each dimension and of all of them, as plain loops say', async () => {
  const measured = await perceivedValueMetric.measure(
    loadFrom(warehouse, surveyContext),
    surveyContext,
  );
  expectSound(measured);
  for (const month of ['2026-10', '2026-09', '2025-10']) {
    const { means, respondents } = plainRatings({ month, survey });
    const at = (options: string) =>
      figureOf(measured, { period: month, scope: { survey }, options });
    expect(respondents).toBeGreaterThan(10);
    expect(at('').customers).toBe(respondents);
    expect(at('').value).toBeCloseTo(
      (means('benefit', 'functional') +
        means('benefit', 'emotional') +
        means('benefit', 'social') +
        means('benefit', 'economic')) /
        4,
      3,
    );
    expect(at('dimension=functional').value).toBeCloseTo(means('benefit', 'functional'), 3);
    expect(at('dimension=functional; role=cost').value).toBeCloseTo(means('cost', 'functional'), 3);
  }
});

it('is of segments in the reported month', async () => {
  const measured = await perceivedValueMetric.measure(
    loadFrom(warehouse, surveyContext),
    surveyContext,
  );
  const isIn = (customer: string | null) =>
    customer !== null && surveyShop.country.get(customer) === 'IE';
  const { means, respondents } = plainRatings({ month: '2026-10', survey, isIn });
  const all = ['functional', 'emotional', 'social', 'economic'].map((name) =>
    means('benefit', name),
  );
  const figure = figureOf(measured, { period: '2026-10', scope: { country: 'IE', survey } });
  expect(figure.customers).toBe(respondents);
  expect(figure.value).toBeCloseTo(all.reduce((sum, mean) => sum + mean, 0) / 4, 3);
});

it('says nothing without answers', () => {
  expect(perceivedValue([], surveyContext)).toEqual({ figures: [], cells: [], equations: [] });
});
