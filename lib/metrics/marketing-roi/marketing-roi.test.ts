import { afterAll, beforeAll, expect, it } from 'vitest';
import { daysBetween, monthOf } from '#lib/units/calendar.ts';
import type { Warehouse } from '#lib/warehouse/warehouse.ts';
import {
  firstOrders,
  generatedShop,
  plainContribution,
} from '../../../test/fixtures/generated-shop.ts';
import {
  acquisitionTables,
  generatedSpend,
  spent,
} from '../../../test/fixtures/generated-spend.ts';
import { loadFrom, shopContext, shopWarehouse } from '../../../test/fixtures/shop-warehouse.ts';
import { expectSound, figureOf } from '../../../test/fixtures/sound-measured.ts';
import type { CellRow } from '../facts/cells/cell-row.ts';
import { marketingRoi } from './marketing-roi.ts';
import { marketingRoiMetric } from './metric.ts';

const shop = generatedShop({ seed: 11, customers: 2000, ordersEach: 2 });
const spend = generatedSpend().filter(({ purpose }) => purpose === 'acquisition');
const context = shopContext('2026-11-16', { segments: ['country'] });
const options = 'attribution=last; horizon=180 d';
const period = '2026-04';
let warehouse: Warehouse;
beforeAll(async () => {
  warehouse = await shopWarehouse({ ...shop.tables, ...acquisitionTables(generatedSpend(), []) });
});
afterAll(() => warehouse.close());

it('is 0.5 where a spend of 1000 earned 1500 (definitions, section 11)', () => {
  const month = monthOf('2026-04-01', 'month');
  const of = { period: month, scheme: 'channel', segment: 'search' };
  const size = { customers: 20, total: 20, absolute: 20, largest: 1, second: 1 };
  const earned = { customers: 20, total: 1500, absolute: 1500, largest: 75, second: 75 };
  const cohorts: CellRow[] = [of, { ...of, scheme: 'all', segment: 'all' }].flatMap((place) => [
    { ...place, measure: 'acquired-customers', age: 0, ...size },
    { ...place, measure: 'contribution', age: 180, ...earned },
  ]);
  const measured = marketingRoi(
    {
      cohorts,
      spend: [{ grain: 'month', period: month, channel: 'search', costType: 'media', spend: 1000 }],
    },
    shopContext('2026-11-16'),
  );
  expectSound(measured);
  expect(measured.figures.map(({ scope, value }) => [scope, value])).toEqual([
    [{}, 0.5],
    [{ channel: 'search' }, 0.5],
  ]);
});

it('sets 180 days of contribution against the spend of the month of entry, as plain loops do', async () => {
  const measured = await marketingRoiMetric.measure(loadFrom(warehouse, context), context);
  expectSound(measured);
  const first = firstOrders(shop, context.asOf);
  const earnedBy = (channel: string) =>
    plainContribution(shop, ({ customer }, date) => {
      const entry = customer === null ? undefined : first.get(customer);
      if (!entry?.date.startsWith(period) || entry.channel !== channel) return false;
      return date < context.asOf && daysBetween(entry.date, date) < 180;
    });
  const spentOn = (channel: string | null) =>
    spent(
      spend,
      (row) => row.date.startsWith(period) && (channel === null || row.channel === channel),
    );
  for (const channel of ['search', 'social'])
    expect(figureOf(measured, { options, period, scope: { channel } }).value).toBeCloseTo(
      (earnedBy(channel) - spentOn(channel)) / spentOn(channel),
      9,
    );
  const earned = earnedBy('search') + earnedBy('social');
  expect(figureOf(measured, { options, period }).value).toBeCloseTo(
    (earned - spentOn(null)) / spentOn(null),
    9,
  );
  expect(measured.figures).toHaveLength(3);
});

it('says nothing where no spend is delivered, and for an empty shop', async () => {
  const without = shopContext('2026-11-16', { supplied: new Set(['orders']) });
  const measured = await marketingRoiMetric.measure(loadFrom(warehouse, without), without);
  expect(measured.figures).toEqual([]);
  expect(marketingRoi({ cohorts: [], spend: [] }, context).figures).toEqual([]);
});
