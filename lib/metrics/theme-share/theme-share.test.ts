import { afterAll, beforeAll, expect, it } from 'vitest';
import { withheldBy } from '#lib/privacy/gate/tables.fixture.ts';
import type { Warehouse } from '#lib/warehouse/warehouse.ts';
import { plainComments } from '../../../test/fixtures/plain-themes.ts';
import { loadFrom, shopWarehouse } from '../../../test/fixtures/shop-warehouse.ts';
import { expectSound, figureOf } from '../../../test/fixtures/sound-measured.ts';
import { surveyContext, surveyShopTables } from '../../../test/fixtures/survey-shop.ts';
import { themeShareMetric } from './metric.ts';
import { themeShare } from './theme-share.ts';

let warehouse: Warehouse;
beforeAll(async () => {
  warehouse = await shopWarehouse(surveyShopTables);
});
afterAll(() => warehouse.close());

it.each(['after-order', 'value'])(
  'is of the comments on %s, as plain loops say',
  async (survey) => {
    const measured = await themeShareMetric.measure(
      loadFrom(warehouse, surveyContext),
      surveyContext,
    );
    expectSound(measured);
    for (const theme of ['delivery', 'price', 'service', 'taste']) {
      const figure = figureOf(measured, { period: '2026-10', scope: { survey, theme } });
      const { holders, comments } = plainComments(survey, '2026-10', theme);
      expect(figure.customers).toBe(comments);
      expect(figure.value).toBeCloseTo(holders / comments, 12);
    }
  },
);

const counted = (theme: string, holders: number, others: number) =>
  Object.entries({ 'theme-holders': holders, 'theme-others': others }).map(([measure, total]) => ({
    measure: `${measure}\u001fs\u001f${theme}`,
    ...{ period: surveyContext.month, scheme: 'all', segment: 'all', age: null },
    ...{ customers: total, total, absolute: total },
    ...{ largest: Math.min(total, 1), second: Math.min(total, 1) },
  }));

it('is withheld where a few voice it, shown at 0, and of too few comments not at all', async () => {
  const system = (rows: ReturnType<typeof counted>) => {
    const { cells, equations } = themeShare(rows, surveyContext);
    return withheldBy({ cells, equations, printable: new Set(cells.map(({ key }) => key)) });
  };
  expect(
    await system([...counted('few', 4, 36), ...counted('none', 0, 40), ...counted('many', 12, 28)]),
  ).toEqual(['survey-theme-holders s few', 'survey-theme-others s few']);
  expect(await system(counted('many', 14, 15))).toContain('survey-theme-comments s');
});

it('says nothing without comments', () => {
  expect(themeShare([], surveyContext)).toEqual({ figures: [], cells: [], equations: [] });
});
