import { expect, it } from 'vitest';
import { loadFrom, shopContext, shopWarehouse } from '../../../test/fixtures/shop-warehouse.ts';
import { expectSound, figureOf } from '../../../test/fixtures/sound-measured.ts';
import {
  customersOfProfit,
  PUBLISHED_PROFITS,
} from '../facts/profit/customers-of-profit.fixture.ts';
import { lossMaking } from './loss-making.ts';
import { lossMakingMetric } from './metric.ts';

const context = shopContext('2026-11-16');

it('gives the published values (definitions, section 11)', async () => {
  const shop = await shopWarehouse(customersOfProfit(PUBLISHED_PROFITS));
  const measured = await lossMakingMetric.measure(loadFrom(shop, context), context);
  await shop.close();
  expectSound(measured);
  const value = (options: string) => figureOf(measured, { options, period: '2026-10' }).value;
  expect(value('part=customers')).toBe(3);
  expect(value('part=contribution')).toBe(-6000);
  expect(value('')).toBe(0.375);
  expect(value('part=all-customers')).toBe(8);
  expect(value('part=first-order-loss')).toBe(0);
});

it('is empty for an empty shop', () => {
  expect(lossMaking([], context)).toEqual({ figures: [], cells: [], equations: [] });
});
