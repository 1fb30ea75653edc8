import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Warehouse } from '#lib/warehouse/warehouse.ts';
import { lastResponses, scoresOf } from '../../../test/fixtures/generated-surveys.ts';
import { loadFrom, shopWarehouse } from '../../../test/fixtures/shop-warehouse.ts';
import { expectSound, figureOf } from '../../../test/fixtures/sound-measured.ts';
import {
  surveyAnswers,
  surveyContext,
  surveyShop,
  surveyShopTables,
} from '../../../test/fixtures/survey-shop.ts';
import { npsChangeMetric } from './metric.ts';
import { npsChange, npsChangeOf } from './nps-change.ts';

const survey = 'after-order';
let warehouse: Warehouse;
beforeAll(async () => {
  warehouse = await shopWarehouse(surveyShopTables);
});
afterAll(() => warehouse.close());

// The vector of the metric definitions.
it('is a difference in standard errors of both scores', () => {
  const { difference, error } = npsChangeOf(
    { promoters: 50, detractors: 100 / 6, n: 100 },
    { promoters: 54, detractors: 24, n: 120 },
  );
  expect(difference / error).toBeCloseTo(0.8151, 4);
});

/** Mean and standard error of the answers as −100, 0 and 100. */
function plainMean(month: string) {
  const points = scoresOf(lastResponses(surveyShop, surveyAnswers, { month, survey }), 'nps').map(
    (score): number => (score >= 9 ? 100 : score <= 6 ? -100 : 0),
  );
  const mean = points.reduce((sum, point) => sum + point, 0) / points.length;
  const squares = points.reduce((sum, point) => sum + (point - mean) ** 2, 0);
  return { mean, variance: squares / points.length ** 2 };
}

it.each([
  ['against=prior-month', '2026-09'],
  ['against=year-ago', '2025-10'],
])('compares the reported month %s', async (options, month) => {
  const measured = await npsChangeMetric.measure(loadFrom(warehouse, surveyContext), surveyContext);
  expectSound(measured);
  const [now, before] = [plainMean('2026-10'), plainMean(month)];
  const difference = now.mean - before.mean;
  const error = Math.sqrt(now.variance + before.variance);
  const at = { period: '2026-10', scope: { survey } };
  const found = figureOf(measured, { ...at, options });
  expect(found.value).toBeCloseTo(difference, 10);
  expect(found.upper).toBeCloseTo(difference + 1.959964 * error, 4);
  expect(found.cells).toHaveLength(8);
  expect(figureOf(measured, { ...at, options: `${options}; part=z` }).value).toBeCloseTo(
    difference / error,
    10,
  );
});

it('has no z where nobody could have answered otherwise', () => {
  const row = (measure: string, period: number, total: number) => ({
    ...{ measure: `${measure}\u001fs`, period, scheme: 'all', segment: 'all', age: null },
    ...{ customers: total, total, absolute: total },
    ...{ largest: Math.min(total, 1), second: Math.min(total, 1) },
  });
  const alike = [surveyContext.month, surveyContext.priorMonth].flatMap((month) => [
    row('nps-answers', month, 40),
    row('nps-promoters', month, 40),
    row('nps-passives', month, 0),
    row('nps-detractors', month, 0),
  ]);
  const { figures } = npsChange(alike, surveyContext);
  expect(figures.map(({ value, reason }) => [value, reason])).toEqual([
    [0, null],
    [null, 'not_positive'],
  ]);
  expect(npsChange([], surveyContext).figures).toEqual([]);
});
