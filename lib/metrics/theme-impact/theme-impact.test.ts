import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Warehouse } from '#lib/warehouse/warehouse.ts';
import { plainScore } from '../../../test/fixtures/plain-themes.ts';
import { loadFrom, shopWarehouse } from '../../../test/fixtures/shop-warehouse.ts';
import { expectSound, figureOf } from '../../../test/fixtures/sound-measured.ts';
import { surveyContext, surveyShopTables } from '../../../test/fixtures/survey-shop.ts';
import { themeImpactMetric } from './metric.ts';
import { impactOf, themeImpact } from './theme-impact.ts';

const survey = 'after-order';
let warehouse: Warehouse;
beforeAll(async () => {
  warehouse = await shopWarehouse(surveyShopTables);
});
afterAll(() => warehouse.close());

/** Points of promoters, passives and detractors. */
const points = (counts: readonly [number, number, number]) => ({
  points: 3 * counts[0] + 2 * counts[1] + counts[2],
  n: counts[0] + counts[1] + counts[2],
});

// The vector of the metric definitions; overall less the theme's own mean would be 85.3.
it('leaves out the answers that voice the theme', () => {
  expect(impactOf(points([52, 28, 20]), points([2, 3, 10]))).toBeCloseTo(-15.0588, 4);
});

it('has no value where all voice it', () => {
  expect(impactOf(points([3, 4, 5]), points([3, 4, 5]))).toBeNull();
});

it('is NPS less NPS without the theme, as plain loops say', async () => {
  const measured = await themeImpactMetric.measure(
    loadFrom(warehouse, surveyContext),
    surveyContext,
  );
  expectSound(measured);
  const all = plainScore(survey, '2026-10', () => true);
  for (const theme of ['delivery', 'price', 'service', 'taste']) {
    const without = plainScore(survey, '2026-10', ({ themes }) => !themes?.includes(theme));
    const figure = figureOf(measured, { period: '2026-10', scope: { survey, theme } });
    expect(figure.value).toBeCloseTo(all - without, 10);
    expect(figure.cells).toHaveLength(6);
  }
});

it('says nothing without comments', () => {
  expect(themeImpact([], [], surveyContext)).toEqual({ figures: [], cells: [], equations: [] });
});
