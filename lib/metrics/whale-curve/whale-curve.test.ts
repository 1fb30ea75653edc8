import { expect, it } from 'vitest';
import { loadFrom, shopContext, shopWarehouse } from '../../../test/fixtures/shop-warehouse.ts';
import { expectSound, figureOf } from '../../../test/fixtures/sound-measured.ts';
import {
  customersOfProfit,
  PUBLISHED_PROFITS,
} from '../facts/profit/customers-of-profit.fixture.ts';
import { whaleCurveMetric } from './metric.ts';
import { whaleCurve } from './whale-curve.ts';

const context = shopContext('2026-11-16');

async function measured(profits: readonly number[]) {
  const shop = await shopWarehouse(customersOfProfit(profits));
  const found = await whaleCurveMetric.measure(loadFrom(shop, context), context);
  await shop.close();
  expectSound(found);
  return found;
}

it('gives the published value (definitions, section 11)', async () => {
  const found = await measured(PUBLISHED_PROFITS);
  expect(figureOf(found, { period: '2026-10' }).value).toBe(1.25);
  expect(figureOf(found, { options: 'part=total', period: '2026-10' }).value).toBe(24_000);
});

it('has no peak over a total that is not positive', async () => {
  const found = await measured([10, -10]);
  expect(figureOf(found, { period: '2026-10' })).toMatchObject({
    value: null,
    reason: 'not_positive',
  });
});

it('is empty for an empty shop', () => {
  expect(whaleCurve([], context)).toEqual({ figures: [], cells: [], equations: [] });
});
