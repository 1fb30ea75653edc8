import { afterAll, beforeAll, expect, it } from 'vitest';
import { addDays, monthLabel, monthOf, monthStart } from '#lib/units/calendar.ts';
import type { Warehouse } from '#lib/warehouse/warehouse.ts';
import { generatedShop } from '../../../test/fixtures/generated-shop.ts';
import { loadFrom, shopContext, shopWarehouse } from '../../../test/fixtures/shop-warehouse.ts';
import { expectSound } from '../../../test/fixtures/sound-measured.ts';
import { contributionOf, customerLives } from '../facts/cohorts/customer-lives.fixture.ts';
import { clvToCac, valueToCost } from './clv-cac.ts';
import { clvCacMetric } from './metric.ts';

const shop = generatedShop({ seed: 19, customers: 500 });
const context = shopContext('2026-11-23', { segments: ['country'] });
const lives = customerLives(shop, context.asOf);
const month = (date: string) => monthLabel(monthOf(date, 'month'), 'month');

// Search and social cost something each week from November 2025 on; direct costs nothing.
const SPEND = Array.from({ length: 90 }, (_, i) => ({
  spend_date: addDays('2025-11-02', 4 * i),
  channel: i % 2 === 0 ? 'search' : 'social',
  cost_type: i % 3 === 0 ? 'agency' : 'media',
  purpose: i % 7 === 0 ? 'retention' : 'acquisition',
  amount: 20 + i,
  currency: 'EUR',
}));
let warehouse: Warehouse;
beforeAll(async () => {
  warehouse = await shopWarehouse({ ...shop.tables, marketing_spend: SPEND });
});
afterAll(() => warehouse.close());

const spendByLoops = ({ cohort, channel }: Readonly<Record<string, string>>): number =>
  SPEND.filter((row) => row.purpose === 'acquisition' && month(row.spend_date) === cohort)
    .filter((row) => channel === undefined || row.channel === channel)
    .reduce((sum, { amount }) => sum + amount * 100, 0);

it('clv-cac of the metric definitions: 47 earned on 20 spent', () => {
  expect(valueToCost(47, 20)).toBe(2.35);
  expect(valueToCost(47, 0)).toBeNull();
});

it('is contribution by the horizon over spend of the month, as plain loops say', async () => {
  const measured = await clvCacMetric.measure(loadFrom(warehouse, context), context);
  expectSound(measured);
  expect(measured.figures.filter(({ value }) => value !== null).length).toBeGreaterThan(15);
  for (const { scope, options, value, reason, customers } of measured.figures) {
    const days = Number(/\d+/.exec(options));
    const members = lives
      .filter(({ entry }) => month(entry.date) === scope['cohort'])
      .filter(({ entry }) => (scope['channel'] ?? entry.channel) === entry.channel);
    const earned = members.reduce(
      (sum, life) => sum + contributionOf(life, (date) => date < addDays(life.entry.date, days)),
      0,
    );
    const spend = spendByLoops(scope);
    const entryEnd = monthStart(monthOf(`${scope['cohort']}-01`, 'month') + 1, 'month');
    const isUnripe = addDays(entryEnd, days - 1) > context.ripeBefore;
    expect(customers).toBe(members.length);
    if (isUnripe) expect(reason).toBe('unripe');
    else if (scope['cohort'] === '2025-10') expect(reason).toBe('missing_input');
    else if (scope['channel'] === 'direct') expect(reason).toBe('not_positive');
    else expect(value).toBeCloseTo(earned / spend, 12);
  }
});

it('shows entry channels of the latest cohort ripe at 180 days', async () => {
  const { figures } = await clvCacMetric.measure(loadFrom(warehouse, context), context);
  const channels = figures.filter(({ scope }) => scope['channel'] !== undefined);
  expect(new Set(channels.map(({ period }) => period))).toEqual(new Set(['2026-04']));
  expect(new Set(channels.map(({ scope }) => scope['channel']))).toEqual(
    new Set(['direct', 'search', 'social']),
  );
});

it('ties channels to everyone, so that a withheld one cannot be had by subtraction', async () => {
  const { equations } = await clvCacMetric.measure(loadFrom(warehouse, context), context);
  const key = (...channel: string[][]) =>
    JSON.stringify([
      'contribution',
      '2026-04',
      ['age', '180 d'],
      ...channel,
      ['cohort', '2026-04'],
    ]);
  expect(equations).toContainEqual({
    total: key(),
    parts: ['direct', 'search', 'social'].map((channel) => key(['channel', channel])),
  });
});

it('is the same by channel when channels are a registered scheme', async () => {
  const registered = { ...context, segments: ['country', 'channel'] };
  const own = await clvCacMetric.measure(loadFrom(warehouse, context), context);
  const scheme = await clvCacMetric.measure(loadFrom(warehouse, registered), registered);
  expectSound(scheme);
  expect(scheme.figures).toEqual(own.figures);
});

it('has nothing to say without spend, or about an empty shop', async () => {
  const without = { ...context, supplied: new Set(['orders']) };
  const nothing = { figures: [], cells: [], equations: [] };
  expect(await clvCacMetric.measure(loadFrom(warehouse, without), without)).toEqual(nothing);
  expect(clvToCac({ cohorts: [], spend: [] }, context)).toEqual(nothing);
});
