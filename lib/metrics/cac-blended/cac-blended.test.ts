import { afterAll, beforeAll, expect, it } from 'vitest';
import { weekLabel, weekOf } from '#lib/units/calendar.ts';
import type { Warehouse } from '#lib/warehouse/warehouse.ts';
import { generatedShop, plainWeek } from '../../../test/fixtures/generated-shop.ts';
import {
  acquisitionTables,
  generatedSpend,
  spent,
} from '../../../test/fixtures/generated-spend.ts';
import { loadFrom, shopContext, shopWarehouse } from '../../../test/fixtures/shop-warehouse.ts';
import { expectSound, figureOf } from '../../../test/fixtures/sound-measured.ts';
import { weekRows } from '../../../test/fixtures/week-rows.ts';
import { blendedAcquisitionCost } from './cac-blended.ts';
import { cacBlendedMetric } from './metric.ts';

const shop = generatedShop({ seed: 11, customers: 2000, ordersEach: 2 });
const spend = generatedSpend();
const context = shopContext('2026-11-16', { segments: ['country'] });
const { week } = context;
let warehouse: Warehouse;
beforeAll(async () => {
  warehouse = await shopWarehouse({ ...shop.tables, ...acquisitionTables(spend, []) });
});
afterAll(() => warehouse.close());

it('is 120 where 60000 of media win 500 (definitions, section 11)', () => {
  const flow = weekRows(week, { 'ordering-customers': 800, 'first-time-customers': 500 });
  const rows = [
    { grain: 'week', period: week, channel: 'search', costType: 'media', spend: 60_000 },
    { grain: 'week', period: week, channel: 'search', costType: 'agency', spend: 50_000 },
  ] as const;
  const measured = blendedAcquisitionCost({ flow, spend: rows }, context);
  expectSound(measured);
  expect(measured.figures.map(({ value, customers }) => [value, customers])).toEqual([[120, 500]]);
});

it('divides the media spent to win customers by all of them, as plain loops do', async () => {
  const measured = await cacBlendedMetric.measure(loadFrom(warehouse, context), context);
  expectSound(measured);
  for (const of of [week, context.priorWeek, context.yearAgoWeek]) {
    const media = spent(
      spend,
      ({ date, costType, purpose }) =>
        weekOf(date) === of && costType === 'media' && purpose === 'acquisition',
    );
    const { newBuyers } = plainWeek(shop, of, { asOf: context.asOf });
    const shown = figureOf(measured, { period: weekLabel(of) });
    expect(shown.value).toBeCloseTo(media / newBuyers.size, 9);
    expect(shown.customers).toBe(newBuyers.size);
  }
});

it('has no value where nobody was won, nor where no spend was delivered for the week', () => {
  const flow = weekRows(week, { 'ordering-customers': 12, 'first-time-customers': 0 });
  const rows = [
    { grain: 'week', period: week, channel: 'search', costType: 'media', spend: 900 },
  ] as const;
  expect(blendedAcquisitionCost({ flow, spend: rows }, context).figures[0]).toMatchObject({
    value: null,
    reason: 'no_customers',
  });
  expect(blendedAcquisitionCost({ flow, spend: [] }, context).figures[0]).toMatchObject({
    value: null,
    reason: 'missing_input',
  });
});

it('says nothing where no spend is delivered at all, and for an empty shop', async () => {
  const without = shopContext('2026-11-16', { supplied: new Set(['orders']) });
  const measured = await cacBlendedMetric.measure(loadFrom(warehouse, without), without);
  expect(measured.figures).toEqual([]);
  expect(blendedAcquisitionCost({ flow: [], spend: [] }, context).figures).toEqual([]);
});
