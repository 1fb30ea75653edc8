import { afterAll, beforeAll, expect, it } from 'vitest';
import { weekLabel, weekOf } from '#lib/units/calendar.ts';
import type { Warehouse } from '#lib/warehouse/warehouse.ts';
import { firstOrders, generatedShop, plainWeek } from '../../../test/fixtures/generated-shop.ts';
import {
  acquisitionTables,
  generatedSpend,
  spent,
} from '../../../test/fixtures/generated-spend.ts';
import { loadFrom, shopContext, shopWarehouse } from '../../../test/fixtures/shop-warehouse.ts';
import { expectSound, figureOf } from '../../../test/fixtures/sound-measured.ts';
import { weekRows } from '../../../test/fixtures/week-rows.ts';
import type { CellRow } from '../facts/cells/cell-row.ts';
import { roasMetric } from './metric.ts';
import { returnOnAdSpend } from './roas.ts';

const shop = generatedShop({ seed: 11, customers: 2000, ordersEach: 2 });
const spend = generatedSpend();
const context = shopContext('2026-11-16');
const { week } = context;
const options = 'attribution=last';
const period = weekLabel(week);
let warehouse: Warehouse;
beforeAll(async () => {
  warehouse = await shopWarehouse({ ...shop.tables, ...acquisitionTables(spend, []) });
});
afterAll(() => warehouse.close());

it('is 4 where 1000 of media sell 4000 (definitions, section 11)', () => {
  const customers = { scheme: 'channel', segment: 'search', period: week, age: null };
  const won: CellRow[] = [
    {
      ...customers,
      measure: 'first-time-customers',
      ...{ customers: 20, total: 20, absolute: 20, largest: 1, second: 1 },
    },
    {
      ...customers,
      measure: 'attributed-net-sales',
      ...{ customers: 20, total: 4000, absolute: 4000, largest: 200, second: 200 },
    },
  ];
  const measured = returnOnAdSpend(
    {
      flow: weekRows(week, { 'ordering-customers': 30, 'first-time-customers': 20 }),
      won,
      spend: [{ grain: 'week', period: week, channel: 'search', costType: 'media', spend: 1000 }],
    },
    context,
  );
  expectSound(measured);
  expect(measured.figures.map(({ scope, value }) => [scope, value])).toEqual([
    [{}, 4],
    [{ channel: 'search' }, 4],
  ]);
});

it.each([
  ['by entry channel', []],
  ['by the registered channel scheme', ['channel']],
])(
  'divides what the customers won bought by the media spent %s, as plain loops do',
  async (_, segments) => {
    const of = shopContext('2026-11-16', { segments });
    const measured = await roasMetric.measure(loadFrom(warehouse, of), of);
    expectSound(measured);
    const first = firstOrders(shop, context.asOf);
    const { newBuyers } = plainWeek(shop, week, { asOf: context.asOf });
    let allSales = 0;
    let allMedia = 0;
    for (const channel of ['search', 'social']) {
      const { net, refunds } = plainWeek(shop, week, {
        asOf: context.asOf,
        of: (c) => c !== null && newBuyers.has(c) && first.get(c)?.channel === channel,
      });
      const media = spent(
        spend,
        (row) =>
          row.channel === channel &&
          weekOf(row.date) === week &&
          row.costType === 'media' &&
          row.purpose === 'acquisition',
      );
      const shown = figureOf(measured, { options, period, scope: { channel } });
      expect(shown.value).toBeCloseTo((net - refunds) / media, 9);
      allSales += net - refunds;
      allMedia += media;
    }
    expect(figureOf(measured, { options, period }).value).toBeCloseTo(allSales / allMedia, 9);
    expect(measured.figures).toHaveLength(3);
  },
);

it('is 0 for a channel that won nobody', () => {
  const measured = returnOnAdSpend(
    {
      flow: weekRows(week, { 'ordering-customers': 30, 'first-time-customers': 0 }),
      won: [],
      spend: [{ grain: 'week', period: week, channel: 'search', costType: 'media', spend: 1000 }],
    },
    context,
  );
  expectSound(measured);
  expect(measured.figures.map(({ value }) => value)).toEqual([0, 0]);
});

it('says nothing of the first 365 days of an incomplete history', async () => {
  const early = shopContext('2026-06-15');
  const known = await roasMetric.measure(loadFrom(warehouse, early), early);
  expect(known.figures).toHaveLength(3);
  const load = loadFrom(warehouse, early, { history_complete: 'no' });
  expect((await roasMetric.measure(load, early)).figures).toEqual([]);
});

it('says nothing without media spend, and for an empty shop', async () => {
  const without = shopContext('2026-11-16', { supplied: new Set(['orders']) });
  const measured = await roasMetric.measure(loadFrom(warehouse, without), without);
  expect(measured.figures).toEqual([]);
  expect(returnOnAdSpend({ flow: [], won: [], spend: [] }, context).figures).toEqual([]);
});
