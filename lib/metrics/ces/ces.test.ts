import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Warehouse } from '#lib/warehouse/warehouse.ts';
import { lastResponses, scoresOf } from '../../../test/fixtures/generated-surveys.ts';
import { loadFrom, shopContext, shopWarehouse } from '../../../test/fixtures/shop-warehouse.ts';
import { expectSound, figureOf } from '../../../test/fixtures/sound-measured.ts';
import {
  SURVEY_TABLES,
  surveyAnswers,
  surveyContext,
  surveyShop,
  surveyShopTables,
} from '../../../test/fixtures/survey-shop.ts';
import { ces } from './ces.ts';
import { cesMetric } from './metric.ts';

const survey = 'after-order';
let warehouse: Warehouse;
beforeAll(async () => {
  warehouse = await shopWarehouse(surveyShopTables);
});
afterAll(() => warehouse.close());

it('is the mean of the answers and the share from 5 up, as plain loops say', async () => {
  const measured = await cesMetric.measure(loadFrom(warehouse, surveyContext), surveyContext);
  expectSound(measured);
  for (const month of ['2026-10', '2026-09', '2025-10']) {
    const scores = scoresOf(lastResponses(surveyShop, surveyAnswers, { month, survey }), 'ces');
    const at = { period: month, scope: { survey } };
    const sum = scores.reduce((total, score) => total + score, 0);
    const mean = figureOf(measured, at);
    expect(mean.value).toBeCloseTo(sum / scores.length, 12);
    const spread = scores.reduce((total, score) => total + (score - sum / scores.length) ** 2, 0);
    const error = Math.sqrt(spread / (scores.length - 1) / scores.length);
    expect((mean.upper ?? 0) - (mean.lower ?? 0)).toBeGreaterThan(2 * 1.96 * error);
    expect((mean.upper ?? 0) - (mean.lower ?? 0)).toBeLessThan(2 * 2.05 * error);
    const easy = scores.filter((score) => score >= 5).length;
    const share = figureOf(measured, { ...at, options: 'part=easy' });
    expect(share.value).toBeCloseTo(easy / scores.length, 12);
  }
});

it('leaves out answers that do not say which end of the scale is easy', async () => {
  const context = shopContext('2026-11-16', { supplied: SURVEY_TABLES });
  const answer = (id: number, score: number, higher_is_better: boolean | null) => ({
    ...{
      response_id: `q${id}`,
      item: 'ces',
      survey: 's',
      metric: 'ces',
      scale_min: 1,
      scale_max: 7,
    },
    ...{ responded_at: '2026-10-05 10:00:00', score, higher_is_better },
  });
  const few = await shopWarehouse({
    orders: surveyShopTables.orders?.slice(0, 1) ?? [],
    survey_responses: [answer(1, 7, true), answer(2, 2, false), answer(3, 1, null)],
  });
  const measured = await cesMetric.measure(loadFrom(few, context), context);
  await few.close();
  expect(measured.figures.map(({ value }) => value)).toEqual([6.5, 1]);
});

it('says nothing without answers', () => {
  expect(ces([], surveyContext)).toEqual({ figures: [], cells: [], equations: [] });
});
