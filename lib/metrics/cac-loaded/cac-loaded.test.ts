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
import { loadedAcquisitionCost } from './cac-loaded.ts';
import { cacLoadedMetric } from './metric.ts';

const shop = generatedShop({ seed: 11, customers: 2000, ordersEach: 2 });
const spend = generatedSpend().filter(({ purpose }) => purpose === 'acquisition');
const context = shopContext('2026-11-16', { segments: ['country'] });
const { week } = context;
let warehouse: Warehouse;
beforeAll(async () => {
  warehouse = await shopWarehouse({
    ...shop.tables,
    ...acquisitionTables(generatedSpend(), []),
  });
});
afterAll(() => warehouse.close());

it('is 220 where 110000 of all costs win 500 (definitions, section 11)', () => {
  const flow = weekRows(week, { 'ordering-customers': 800, 'first-time-customers': 500 });
  const rows = [
    { grain: 'week', period: week, channel: 'search', costType: 'media', spend: 60_000 },
    { grain: 'week', period: week, channel: 'search', costType: 'agency', spend: 50_000 },
  ] as const;
  const measured = loadedAcquisitionCost({ flow, spend: rows }, context);
  expectSound(measured);
  expect(measured.figures.map(({ value, customers }) => [value, customers])).toEqual([[220, 500]]);
});

it('divides all acquisition spend of the compared weeks by the customers won, as plain loops do', async () => {
  const measured = await cacLoadedMetric.measure(loadFrom(warehouse, context), context);
  expectSound(measured);
  for (const of of [week, context.priorWeek, context.yearAgoWeek]) {
    const { newBuyers } = plainWeek(shop, of, { asOf: context.asOf });
    expect(figureOf(measured, { period: weekLabel(of) }).value).toBeCloseTo(
      spent(spend, ({ date }) => weekOf(date) === of) / newBuyers.size,
      9,
    );
  }
});

it('does so for each cohort month', async () => {
  const measured = await cacLoadedMetric.measure(loadFrom(warehouse, context), context);
  const first = [...firstOrders(shop, context.asOf).values()];
  for (const label of ['2026-10', '2026-09', '2026-08', '2026-07', '2026-06', '2026-05']) {
    const members = first.filter(({ date }) => date.startsWith(label)).length;
    const name = { options: 'grain=month', period: label, scope: { cohort: label } };
    const cost = spent(spend, ({ date }) => date.startsWith(label)) / members;
    expect(figureOf(measured, name)).toMatchObject({ value: cost, customers: members });
  }
});

it('does so by entry channel for the latest cohort that is ripe at 180 days', async () => {
  const measured = await cacLoadedMetric.measure(loadFrom(warehouse, context), context);
  const cohort = '2026-04';
  const first = [...firstOrders(shop, context.asOf).values()];
  for (const channel of ['search', 'social']) {
    const members = first.filter((o) => o.date.startsWith(cohort) && o.channel === channel);
    const own = spent(spend, (row) => row.date.startsWith(cohort) && row.channel === channel);
    const scope = { cohort, channel };
    expect(figureOf(measured, { options: 'grain=month', period: cohort, scope }).value).toBeCloseTo(
      own / members.length,
      9,
    );
  }
  const channels = measured.figures.map(({ scope }) => scope['channel']);
  expect(channels).not.toContain('direct');
});

it('always shows what was spent, in all and by channel, since it is about no person', async () => {
  const measured = await cacLoadedMetric.measure(loadFrom(warehouse, context), context);
  const period = weekLabel(week);
  for (const channel of [undefined, 'search', 'social', 'team']) {
    const scope = channel === undefined ? {} : { channel };
    const own = spent(
      spend,
      (row) => weekOf(row.date) === week && (channel ?? row.channel) === row.channel,
    );
    const media = spent(
      spend,
      (row) =>
        weekOf(row.date) === week &&
        (channel ?? row.channel) === row.channel &&
        row.costType === 'media',
    );
    const total = figureOf(measured, { options: 'part=spend', period, scope });
    expect(total).toMatchObject({ value: own, customers: 0, cells: [] });
    expect(figureOf(measured, { options: 'part=media-spend', period, scope }).value).toBe(media);
  }
});

it('keeps the spend where nobody was won', () => {
  const flow = weekRows(week, { 'ordering-customers': 12, 'first-time-customers': 0 });
  const rows = [
    { grain: 'week', period: week, channel: 'search', costType: 'tool', spend: 900 },
  ] as const;
  const [figure] = loadedAcquisitionCost({ flow, spend: rows }, context).figures;
  expect(figure).toMatchObject({ value: null, reason: 'no_customers' });
});

it('says nothing where no spend is delivered, and no cost for an empty shop', async () => {
  const without = shopContext('2026-11-16', { supplied: new Set(['orders']) });
  const measured = await cacLoadedMetric.measure(loadFrom(warehouse, without), without);
  expect(measured.figures).toEqual([]);
  const empty = await cacLoadedMetric.measure(async () => [], context);
  expect(empty.figures).toEqual([]);
});
