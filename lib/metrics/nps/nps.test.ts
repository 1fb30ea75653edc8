import { afterAll, beforeAll, expect, it } from 'vitest';
import { withheldBy } from '#lib/privacy/gate/tables.fixture.ts';
import type { Warehouse } from '#lib/warehouse/warehouse.ts';
import { lastResponses, scoresOf } from '../../../test/fixtures/generated-surveys.ts';
import { loadFrom, shopContext, shopWarehouse } from '../../../test/fixtures/shop-warehouse.ts';
import { expectSound, figureOf } from '../../../test/fixtures/sound-measured.ts';
import {
  surveyAnswers,
  surveyContext,
  surveyShop,
  surveyShopTables,
} from '../../../test/fixtures/survey-shop.ts';
import { npsMetric } from './metric.ts';
import { nps } from './nps.ts';

const survey = 'after-order';
let warehouse: Warehouse;
beforeAll(async () => {
  warehouse = await shopWarehouse(surveyShopTables);
});
afterAll(() => warehouse.close());

function plainNps(month: string, isIn?: (customer: string | null) => boolean) {
  const scores = scoresOf(
    lastResponses(surveyShop, surveyAnswers, { month, survey, ...(isIn ? { isIn } : {}) }),
    'nps',
  );
  const count = (is: (score: number) => boolean) => scores.filter(is).length;
  const net = count((score) => score >= 9) - count((score) => score <= 6);
  return { n: scores.length, value: (100 * net) / scores.length };
}

it('is of the last response of everyone in a month, as plain loops say', async () => {
  const measured = await npsMetric.measure(loadFrom(warehouse, surveyContext), surveyContext);
  expectSound(measured);
  for (const month of ['2026-10', '2026-09', '2025-10']) {
    const { n, value } = plainNps(month);
    const figure = figureOf(measured, { period: month, scope: { survey } });
    expect(n).toBeGreaterThan(30);
    expect(figure.customers).toBe(n);
    expect(figure.value).toBeCloseTo(value, 10);
  }
});

it('is of the segments of those who are known, in the reported month', async () => {
  const measured = await npsMetric.measure(loadFrom(warehouse, surveyContext), surveyContext);
  for (const country of ['DE', 'FR', 'IE']) {
    const { n, value } = plainNps(
      '2026-10',
      (customer) => customer !== null && surveyShop.country.get(customer) === country,
    );
    const figure = figureOf(measured, { period: '2026-10', scope: { country, survey } });
    expect([figure.customers, figure.value]).toEqual([n, expect.closeTo(value, 10)]);
  }
  expect(measured.figures.filter(({ period }) => period !== '2026-10')).toHaveLength(2);
});

it('is withheld of fewer than 30 who answered, and so is the next smallest segment', async () => {
  const { cells, equations } = await npsMetric.measure(
    loadFrom(warehouse, surveyContext),
    surveyContext,
  );
  const current = new Set(cells.filter(({ period }) => period === '2026-10').map(({ key }) => key));
  const withheld = await withheldBy({
    cells: cells.filter(({ key }) => current.has(key)),
    equations: equations.filter(({ total }) => current.has(total)),
    printable: current,
  });
  const { n } = plainNps(
    '2026-10',
    (customer) => customer !== null && surveyShop.country.get(customer) === 'FR',
  );
  expect(n).toBeLessThan(30);
  expect(withheld).toContain(`survey-nps-answers FR ${survey}`);
  expect(withheld).not.toContain(`survey-nps-answers ${survey}`);
});

it('says nothing without answers', async () => {
  const without = shopContext('2026-11-16', { supplied: new Set(['orders']) });
  expect((await npsMetric.measure(loadFrom(warehouse, without), without)).figures).toEqual([]);
  expect(nps([], surveyContext)).toEqual({ figures: [], cells: [], equations: [] });
});
