import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Warehouse } from '#lib/warehouse/warehouse.ts';
import { plainComments } from '../../../test/fixtures/plain-themes.ts';
import { loadFrom, shopWarehouse } from '../../../test/fixtures/shop-warehouse.ts';
import { expectSound, figureOf } from '../../../test/fixtures/sound-measured.ts';
import { surveyContext, surveyShopTables } from '../../../test/fixtures/survey-shop.ts';
import { themeTrendMetric } from './metric.ts';
import { emergingOf, themeTrend } from './theme-trend.ts';

const survey = 'value';
const EARLIER = [2, 3, 4, 5, 6, 7, 8, 9].map((month) => `2026-0${month}`);
let warehouse: Warehouse;
beforeAll(async () => {
  warehouse = await shopWarehouse(surveyShopTables);
});
afterAll(() => warehouse.close());

it('compares a share with that of the eight months before, as plain loops do', async () => {
  const measured = await themeTrendMetric.measure(
    loadFrom(warehouse, surveyContext),
    surveyContext,
  );
  expectSound(measured);
  for (const theme of ['delivery', 'price', 'service', 'taste']) {
    const now = plainComments(survey, '2026-10', theme);
    const before = EARLIER.map((month) => plainComments(survey, month, theme));
    const hits = before.reduce((sum, { holders }) => sum + holders, 0);
    const n = before.reduce((sum, { comments }) => sum + comments, 0);
    const common = (now.holders + hits) / (now.comments + n);
    const error = Math.sqrt(common * (1 - common) * (1 / now.comments + 1 / n));
    const at = { period: '2026-10', scope: { survey, theme } };
    const z = (now.holders / now.comments - hits / n) / error;
    expect(figureOf(measured, at).value).toBeCloseTo(z, 10);
    const earlier = figureOf(measured, { ...at, options: 'part=earlier-share' });
    expect(earlier.value).toBeCloseTo(hits / n, 12);
    expect(figureOf(measured, { ...at, options: 'part=emerging' }).value).toBe(0);
  }
});

it('finds a theme that emerges: above three errors, and positive among all', () => {
  expect(emergingOf([3.4, 2.9, null, -5])).toEqual([true, false, false, false]);
  // One of two hundred at p = 0.0013 is expected by chance alone.
  expect(emergingOf([3.01, ...Array.from({ length: 199 }, () => 0)])[0]).toBe(false);
});

it('says nothing without comments', () => {
  expect(themeTrend([], surveyContext)).toEqual({ figures: [], cells: [], equations: [] });
});
