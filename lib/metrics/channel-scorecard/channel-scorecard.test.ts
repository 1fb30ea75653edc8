import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Measured } from '#lib/privacy/report.ts';
import { addDays, monthLabel, monthOf } from '#lib/units/calendar.ts';
import type { Warehouse } from '#lib/warehouse/warehouse.ts';
import { attributionTables } from '../../../test/fixtures/generated-campaigns.ts';
import { firstOrders, generatedShop } from '../../../test/fixtures/generated-shop.ts';
import { acquisitionTables, generatedSpend } from '../../../test/fixtures/generated-spend.ts';
import { loadFrom, shopContext, shopWarehouse } from '../../../test/fixtures/shop-warehouse.ts';
import { expectSound, figureOf } from '../../../test/fixtures/sound-measured.ts';
import { withheldOf } from '../facts/cells/cell-rows.fixture.ts';
import { contributionOf, customerLives } from '../facts/cohorts/customer-lives.fixture.ts';
import { channelScorecardMetric } from './metric.ts';

const shop = generatedShop({ seed: 61, customers: 2000, ordersEach: 1 });
const context = shopContext('2026-11-16');
const spend = generatedSpend();
const first = firstOrders(shop, context.asOf);
const lives = customerLives(shop, context.asOf);

/** Up to four touches of most customers; the channel follows from the place, the days from the customer. */
const touches = [...first.values()].flatMap(({ customer, date }, i) =>
  Array.from({ length: i % 5 }, (_, place) => ({
    customer: customer ?? '',
    date: addDays(date, -40 + 10 * place + (i % 11)),
    at: `${addDays(date, -40 + 10 * place + (i % 11))} 06:00:00`,
    channel: ['search', 'social', 'search', 'mail'][(place + i) % 4] ?? '',
    paid: false,
  })),
);
const tables = { ...shop.tables, ...acquisitionTables(spend, touches) };
let warehouse: Warehouse;
let measured: Measured;
beforeAll(async () => {
  warehouse = await shopWarehouse(tables);
  measured = await channelScorecardMetric.measure(loadFrom(warehouse, context), context);
}, 60_000);
afterAll(() => warehouse.close());

const monthIn = (date: string) => monthLabel(monthOf(date, 'month'), 'month');
const WEIGHTS: Readonly<Record<number, readonly number[]>> = {
  1: [1],
  2: [0.5, 0.5],
  3: [0.4, 0.2, 0.4],
  4: [0.4, 0.1, 0.1, 0.4],
};

/** Parts of a customer by channel: touches in the 30 days up to the first order, oldest first. */
function partsOf(customer: string, entry: string, model: string): Map<string, number> {
  const own = touches
    .filter((touch) => touch.customer === customer)
    .filter(({ date }) => date <= entry && date >= addDays(entry, -30))
    .sort((a, b) => (a.at < b.at ? -1 : 1));
  if (own.length === 0) return new Map([['unattributed', 1]]);
  const parts = new Map<string, number>();
  own.forEach(({ channel }, i) => {
    const weight = {
      last: i === own.length - 1 ? 1 : 0,
      first: i === 0 ? 1 : 0,
      linear: 1 / own.length,
      position: WEIGHTS[own.length]?.[i] ?? 0,
    }[model];
    parts.set(channel, (parts.get(channel) ?? 0) + (weight ?? 0));
  });
  return parts;
}

const spentOn = (month: string, channel: string | null) =>
  spend
    .filter((row) => row.purpose === 'acquisition' && monthIn(row.date) === month)
    .filter((row) => channel === null || row.channel === channel)
    .reduce((sum, { amount }) => sum + amount, 0);

/** What the part of search in each customer brought in: in the month, and of the April cohort by 180 days. */
function earnedBy(model: string): { month: number; cohort: number } {
  const earned = { month: 0, cohort: 0 };
  for (const life of lives) {
    const { customer, date: entry } = life.entry;
    const part = partsOf(customer ?? '', entry, model).get('search') ?? 0;
    if (monthIn(entry) === month) earned.month += part * netSalesIn(month, customer);
    if (monthIn(entry) === '2026-04')
      earned.cohort += part * contributionOf(life, (date) => date < addDays(entry, 180));
  }
  return earned;
}

/** Less the refunds of that month. */
function netSalesIn(period: string, customer: string | null): number {
  const own = shop.orders.filter((order) => order.customer === customer && order.counts);
  const sold = own.filter(({ date }) => monthIn(date) === period);
  const back = shop.refunds.filter(
    ({ order, date }) => own.includes(order) && monthIn(date) === period,
  );
  const total = (sum: number, amount: number) => sum + amount;
  return (
    sold.map(({ net }) => net).reduce(total, 0) - back.map(({ amount }) => amount).reduce(total, 0)
  );
}

const CHANNELS = ['mail', 'search', 'social', 'unattributed'];
const MODELS = ['last', 'first', 'linear', 'position'];
const month = monthLabel(context.month, 'month');

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
