import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Warehouse } from '#lib/warehouse/warehouse.ts';
import { plainRatings } from '../../../test/fixtures/plain-ratings.ts';
import { loadFrom, shopWarehouse } from '../../../test/fixtures/shop-warehouse.ts';
import { expectSound, figureOf } from '../../../test/fixtures/sound-measured.ts';
import { surveyContext, surveyShopTables } from '../../../test/fixtures/survey-shop.ts';
import { netPerceivedValueMetric } from './metric.ts';
import { netOf, netPerceivedValue } from './net-perceived-value.ts';

const survey = 'value';
let warehouse: Warehouse;
beforeAll(async () => {
  warehouse = await shopWarehouse(surveyShopTables);
});
afterAll(() => warehouse.close());

// The vector of the metric definitions: functional 80, emotional 70, social 50; economic cost 40.
it('is the mean of benefits less the mean of costs', () => {
  const net = netOf(
    { benefit: { points: 200, dimensions: 3 }, cost: { points: 40, dimensions: 1 } },
    1,
  );
  expect(net.difference).toBeCloseTo(26.6667, 4);
  expect(net.ratio).toBeCloseTo(66.6667 / 40, 4);
});

it('has no ratio to costs that nobody sees', () => {
  const free = { points: 0, dimensions: 2 };
  expect(netOf({ benefit: { points: 600, dimensions: 4 }, cost: free }, 3)).toEqual({
    difference: 50,
    ratio: null,
  });
});

it('is benefits less costs of everyone, as plain loops say', async () => {
  const measured = await netPerceivedValueMetric.measure(
    loadFrom(warehouse, surveyContext),
    surveyContext,
  );
  expectSound(measured);
  for (const month of ['2026-10', '2026-09', '2025-10']) {
    const { means } = plainRatings({ month, survey });
    const benefit =
      (means('benefit', 'functional') +
        means('benefit', 'emotional') +
        means('benefit', 'social') +
        means('benefit', 'economic')) /
      4;
    const cost = (means('cost', 'functional') + means('cost', 'economic')) / 2;
    const at = { period: month, scope: { survey } };
    expect(figureOf(measured, at).value).toBeCloseTo(benefit - cost, 3);
    const ratio = figureOf(measured, { ...at, options: 'part=ratio' });
    expect(ratio.value).toBeCloseTo(benefit / cost, 4);
  }
});

it('says nothing without answers', () => {
  expect(netPerceivedValue([], surveyContext).figures).toEqual([]);
});
