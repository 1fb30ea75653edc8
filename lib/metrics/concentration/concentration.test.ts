import { expect, it } from 'vitest';
import { loadFrom, shopContext, shopWarehouse } from '../../../test/fixtures/shop-warehouse.ts';
import { expectSound, figureOf } from '../../../test/fixtures/sound-measured.ts';
import { customersOfProfit } from '../facts/profit/customers-of-profit.fixture.ts';
import { concentration } from './concentration.ts';
import { concentrationMetric } from './metric.ts';

const context = shopContext('2026-11-16');
const name = { options: 'top=10 %', period: '2026-10' };

async function measured(profits: readonly number[]) {
  const shop = await shopWarehouse(customersOfProfit(profits));
  const found = await concentrationMetric.measure(loadFrom(shop, context), context);
  await shop.close();
  expectSound(found);
  return figureOf(found, name);
}

it('is what the best tenth brought: two of twenty half of all', async () => {
  const others = Array.from({ length: 18 }, (_, i) => (i < 9 ? 25 : 30.5));
  const profits = [...others.slice(0, 9), 150, ...others.slice(9), 349.5];
  expect((await measured(profits)).value).toBeCloseTo(499.5 / 999, 12);
});

it('rounds the tenth up to whole customers', async () => {
  const profits = [50, 30, ...Array.from({ length: 9 }, () => 5)];
  expect((await measured(profits)).value).toBeCloseTo(80 / 125, 12);
});

it('has no share of a total that is not positive', async () => {
  expect(await measured([10, -20])).toMatchObject({ value: null, reason: 'not_positive' });
});

it('is empty for an empty shop', () => {
  expect(concentration([], context)).toEqual({ figures: [], cells: [], equations: [] });
});
