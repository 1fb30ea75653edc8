import { afterAll, beforeAll, expect, it } from 'vitest';
import { withheldBy } from '#lib/privacy/gate/tables.fixture.ts';
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
import { csat } from './csat.ts';
import { csatMetric } from './metric.ts';

const survey = 'after-order';
let warehouse: Warehouse;
beforeAll(async () => {
  warehouse = await shopWarehouse(surveyShopTables);
});
afterAll(() => warehouse.close());

it('is the share of the top two answers, as plain loops say', async () => {
  const measured = await csatMetric.measure(loadFrom(warehouse, surveyContext), surveyContext);
  expectSound(measured);
  for (const month of ['2026-10', '2026-09', '2025-10']) {
    const scores = scoresOf(lastResponses(surveyShop, surveyAnswers, { month, survey }), 'csat');
    const satisfied = scores.filter((score) => score >= 4).length;
    const figure = figureOf(measured, { period: month, scope: { survey } });
    expect(figure.value).toBeCloseTo(satisfied / scores.length, 12);
    expect(figure.customers).toBe(scores.length);
    expect(figure.lower).toBeLessThan(figure.value ?? 0);
  }
});

it('counts 6 and 7 of 7, turns scales that count downwards, and leaves other scales out', async () => {
  const context = shopContext('2026-11-16', { supplied: SURVEY_TABLES });
  const answer = (
    id: number,
    score: number,
    change: Readonly<Record<string, number | boolean>>,
  ) => ({
    response_id: `q${id}`,
    item: 'csat',
    survey: 's',
    metric: 'csat',
    responded_at: '2026-10-05 10:00:00',
    score,
    scale_min: 1,
    scale_max: 5,
    ...change,
  });
  const few = await shopWarehouse({
    orders: surveyShopTables.orders?.slice(0, 1) ?? [],
    survey_responses: [
      answer(1, 6, { scale_max: 7 }),
      answer(2, 5, { scale_max: 7 }),
      answer(3, 2, { higher_is_better: false }),
      answer(4, 4, { higher_is_better: false }),
      answer(5, 10, { scale_max: 10 }),
    ],
  });
  const measured = await csatMetric.measure(loadFrom(few, context), context);
  await few.close();
  expect(measured.figures.map(({ value, customers }) => [value, customers])).toEqual([[0.5, 4]]);
});

const counted = (measure: string, total: number) => ({
  ...{
    measure: `csat-${measure}\u001fs`,
    period: surveyContext.month,
    scheme: 'all',
    segment: 'all',
  },
  ...{ age: null, customers: total, total, absolute: total },
  ...{ largest: Math.min(total, 1), second: Math.min(total, 1) },
});

it.each([
  [14, 15, ['survey-csat-answers s']],
  [15, 15, []],
  [9, 30, ['survey-csat-satisfied s']],
  [30, 0, ['survey-csat-unsatisfied s']],
])('of %d satisfied and %d others is withheld: %j', async (satisfied, others, expected) => {
  const { cells, equations } = csat(
    [
      counted('answers', satisfied + others),
      counted('satisfied', satisfied),
      counted('unsatisfied', others),
    ],
    surveyContext,
  );
  const printable = new Set(cells.map(({ key }) => key));
  expect(await withheldBy({ cells, equations, printable })).toEqual(
    expect.arrayContaining([...expected]),
  );
  if (expected.length === 0) expect(await withheldBy({ cells, equations, printable })).toEqual([]);
});

it('says nothing without answers', () => {
  expect(csat([], surveyContext)).toEqual({ figures: [], cells: [], equations: [] });
});
