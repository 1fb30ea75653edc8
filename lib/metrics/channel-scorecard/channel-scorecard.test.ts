import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Measured } from '#lib/privacy/report.ts';
import { addDays } from '#lib/units/calendar.ts';
import type { Warehouse } from '#lib/warehouse/warehouse.ts';
import { attributionTables } from '../../../test/fixtures/generated-campaigns.ts';
import { acquisitionTables } from '../../../test/fixtures/generated-spend.ts';
import { loadFrom, shopContext, shopWarehouse } from '../../../test/fixtures/shop-warehouse.ts';
import { expectSound, figureOf } from '../../../test/fixtures/sound-measured.ts';
import { withheldOf } from '../facts/cells/cell-rows.fixture.ts';
import { channelScorecardMetric } from './metric.ts';
import {
  context,
  earnedBy,
  first,
  month,
  monthIn,
  partsOf,
  shop,
  spend,
  spentOn,
  touches,
} from './plain-channels.fixture.ts';

const tables = { ...shop.tables, ...acquisitionTables(spend, touches) };
let warehouse: Warehouse;
let measured: Measured;
beforeAll(async () => {
  warehouse = await shopWarehouse(tables);
  measured = await channelScorecardMetric.measure(loadFrom(warehouse, context), context);
}, 60_000);
afterAll(() => warehouse.close());

const CHANNELS = ['mail', 'search', 'social', 'unattributed'];
const MODELS = ['last', 'first', 'linear', 'position'];

it.each(MODELS)('shares the customers of the month among channels by %s, as loops do', (model) => {
  expectSound(measured);
  const won = [...first.values()].filter(({ date }) => monthIn(date) === month);
  expect(won.length).toBeGreaterThan(40);
  for (const channel of CHANNELS) {
    const credit = won.reduce(
      (sum, { customer, date }) => sum + (partsOf(customer ?? '', date, model).get(channel) ?? 0),
      0,
    );
    const at = (part: string) =>
      figureOf(measured, {
        options: `attribution=${model}; part=${part}`,
        period: month,
        scope: { 'touch-channel': channel },
      });
    expect(at('credited-customers').value).toBeCloseTo(credit, 9);
    const cost = spentOn(month, channel);
    if (cost > 0) expect(at('cac').value).toBeCloseTo(cost / credit, 6);
    else expect(at('cac')).toMatchObject({ value: null, reason: 'not_positive' });
  }
});

it.each(MODELS)(
  'sets what they bring in against spend by %s, in the month and at 180 d',
  (model) => {
    const earned = earnedBy(model);
    const at = (part: string, period: string) =>
      figureOf(measured, {
        options: `attribution=${model}; ${part}`,
        period,
        scope: { 'touch-channel': 'search' },
      }).value;
    const [ofMonth, ofCohort] = [spentOn(month, 'search'), spentOn('2026-04', 'search')];
    expect(at('part=roas', month)).toBeCloseTo(earned.month / ofMonth, 2);
    expect(at('horizon=180 d; part=clv-cac', '2026-04')).toBeCloseTo(earned.cohort / ofCohort, 2);
    expect(at('horizon=180 d; part=roi', '2026-04')).toBeCloseTo(earned.cohort / ofCohort - 1, 2);
  },
);

it('adds up to everyone by each model, to the last part', () => {
  const total = (scope: Readonly<Record<string, string>>, measure: string) =>
    measured.cells
      .filter((cell) => cell.measure === measure && cell.period === month)
      .filter((cell) => Object.entries(scope).every(([key, name]) => cell.scope[key] === name));
  for (const measure of ['scorecard-credit', 'scorecard-net-sales']) {
    const everyone = total({}, measure).find(({ scope }) => Object.keys(scope).length === 0);
    for (const attribution of MODELS)
      expect(total({ attribution }, measure).reduce((sum, cell) => sum + cell.total, 0)).toBe(
        everyone?.total,
      );
  }
});

it('takes the delivered attribution under its own model in place of touches', async () => {
  const delivered = attributionTables(shop);
  const supplied = new Set(['orders', 'marketing_spend', 'attribution']);
  const own = shopContext('2026-11-16', { supplied });
  const shopOf = await shopWarehouse({ ...tables, ...delivered });
  const by = await channelScorecardMetric.measure(loadFrom(shopOf, own), own);
  await shopOf.close();
  expectSound(by);
  const weights = (channel: string) =>
    (delivered.attribution ?? [])
      .filter((row) => row['channel'] === channel)
      .filter(({ customer_id }) => {
        const entry = first.get(String(customer_id));
        return entry !== undefined && monthIn(entry.date) === month;
      })
      .map(({ weight }) => Number(weight));
  const credit = figureOf(by, {
    options: 'attribution=data-driven; part=credited-customers',
    period: month,
    scope: { 'touch-channel': 'search' },
  }).value;
  const parts = weights('search').map((weight) => Math.floor(120 * weight + 0.5));
  expect(credit).toBeCloseTo(parts.reduce((sum, part) => sum + part, 0) / 120, 9);
});

it('withholds a channel of few by every model, and another beside it', async () => {
  const mails = touches.filter(
    ({ channel, customer, date }) =>
      channel === 'mail' &&
      monthIn(first.get(customer)?.date ?? '') === month &&
      date >= addDays(first.get(customer)?.date ?? '', -9),
  );
  const kept = new Set(mails.slice(0, 6));
  const few = touches.filter((touch) => touch.channel !== 'mail' || kept.has(touch));
  const small = await shopWarehouse({ ...shop.tables, ...acquisitionTables(spend, few) });
  const by = await channelScorecardMetric.measure(loadFrom(small, context), context);
  await small.close();
  const withheld = await withheldOf(by);
  expect(withheld).toContain('scorecard-credit last mail');
  const options = 'attribution=linear; part=cac';
  const linear = figureOf(by, { options, period: month, scope: { 'touch-channel': 'search' } });
  expect(linear.cells.length).toBe(2 * MODELS.length);
});

it('says nothing without touches or without spend', async () => {
  for (const table of ['touchpoints', 'marketing_spend']) {
    const without = shopContext('2026-11-16', {
      supplied: new Set([...context.supplied].filter((name) => name !== table)),
    });
    const nothing = await channelScorecardMetric.measure(loadFrom(warehouse, without), without);
    expect(nothing.figures).toEqual([]);
  }
});
