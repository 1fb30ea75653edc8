import { afterAll, beforeAll, expect, it } from 'vitest';
import { addDays, monthLabel, monthOf, monthStart, weekLabel } from '#lib/units/calendar.ts';
import type { Warehouse } from '#lib/warehouse/warehouse.ts';
import { generatedShop } from '../../../test/fixtures/generated-shop.ts';
import { loadFrom, shopContext, shopWarehouse } from '../../../test/fixtures/shop-warehouse.ts';
import { expectSound, figureOf } from '../../../test/fixtures/sound-measured.ts';
import {
  type CustomerLife,
  contributionOf,
  customerLives,
} from '../facts/cohorts/customer-lives.fixture.ts';
import { clvHistoric } from './clv-historic.ts';
import { clvHistoricMetric } from './metric.ts';

const shop = generatedShop({ seed: 17, customers: 500 });
const context = shopContext('2026-11-23', { segments: ['country', 'channel'] });
const lives = customerLives(shop, context.asOf);
const month = (date: string) => monthOf(date, 'month');
let warehouse: Warehouse;
beforeAll(async () => {
  warehouse = await shopWarehouse(shop.tables);
});
afterAll(() => warehouse.close());

const measure = () => clvHistoricMetric.measure(loadFrom(warehouse, context), context);

const inSegment =
  (scope: Readonly<Record<string, string>>) =>
  ({ entry }: CustomerLife) =>
    monthLabel(month(entry.date), 'month') === scope['cohort'] &&
    (scope['country'] ?? shop.country.get(entry.customer ?? '')) ===
      shop.country.get(entry.customer ?? '') &&
    (scope['channel'] ?? entry.channel) === entry.channel;

it('clv-historic of the metric definitions: members who earned nothing stay in', async () => {
  const four = await shopWarehouse({
    orders: [30, 10, 0, 0].map((contribution, i) => ({
      order_id: `o${i}`,
      customer_id: `c${i}`,
      ordered_at: '2026-01-10 12:00:00',
      currency: 'EUR',
      net_amount: 40,
      cogs_amount: 40 - contribution,
    })),
  });
  const { figures } = await clvHistoricMetric.measure(loadFrom(four, context), context);
  await four.close();
  const clv = figures.find(({ options }) => options === 'age=90 d');
  expect(clv).toMatchObject({ value: 1000, customers: 4 });
});

it('is contribution by each age per member, of everyone and of segments, as plain loops say', async () => {
  const measured = await measure();
  expectSound(measured);
  const figures = measured.figures.filter(({ options }) => options.startsWith('age='));
  expect(figures.filter(({ scope }) => scope['country']).length).toBeGreaterThan(10);
  expect(figures.filter(({ scope }) => scope['channel']).length).toBeGreaterThan(10);
  for (const { scope, options, value, reason, customers } of figures) {
    const days = Number(/\d+/.exec(options));
    const members = lives.filter(inSegment(scope));
    const earned = members.reduce(
      (sum, life) => sum + contributionOf(life, (date) => date < addDays(life.entry.date, days)),
      0,
    );
    const entryEnd = monthStart(month(`${scope['cohort']}-01`) + 1, 'month');
    expect(customers).toBe(members.length);
    if (addDays(entryEnd, days - 1) > context.ripeBefore) expect(reason).toBe('unripe');
    else expect(value).toBeCloseTo(earned / members.length, 9);
  }
});

it('shows segments of the latest cohort ripe at 180 days only', async () => {
  const { figures } = await measure();
  const cohorts = figures.filter(({ scope }) => scope['country']).map(({ period }) => period);
  expect(new Set(cohorts)).toEqual(new Set(['2026-04']));
});

it('is contribution in each month of life per member, with means and their running sum', async () => {
  const measured = await measure();
  const earned = (cohort: number, age: number) =>
    lives
      .filter(({ entry }) => month(entry.date) === cohort)
      .reduce((sum, life) => sum + contributionOf(life, (date) => month(date) === cohort + age), 0);
  const size = (cohort: number) => lives.filter(({ entry }) => month(entry.date) === cohort).length;
  const last = month('2026-10-01');
  let running = 0;
  for (const age of [0, 1, 2, 3, 4, 5, 6]) {
    const ripe = Array.from({ length: 9 - age }, (_, i) => last - 8 + i);
    const sum = ripe.reduce((s, cohort) => s + earned(cohort, age), 0);
    const mean = sum / ripe.reduce((s, cohort) => s + size(cohort), 0);
    running += mean;
    const at = { period: weekLabel(context.week), scope: { age: String(age) } };
    const shown = (options: string) => figureOf(measured, { ...at, options }).value;
    expect(shown('grain=month; mean=weighted; of=9 cohorts')).toBeCloseTo(mean, 9);
    expect(shown('grain=month; mean=cumulative; of=9 cohorts')).toBeCloseTo(running, 9);
    for (const cohort of ripe.filter((each) => size(each) > 0)) {
      const label = monthLabel(cohort, 'month');
      const scope = { cohort: label, age: String(age) };
      const cell = figureOf(measured, { options: 'grain=month', period: label, scope });
      expect(cell.value).toBeCloseTo(earned(cohort, age) / size(cohort), 9);
    }
  }
});

it('has no mean and no running sum beyond the ripe ages', () => {
  const row = { period: month('2026-10-01'), scheme: 'all', segment: 'all', age: 0 };
  const amounts = { customers: 20, total: 20, absolute: 20, largest: 1, second: 1 };
  const rows = ['acquired-customers', 'active-customers'].map((measureName) => ({
    ...row,
    ...amounts,
    measure: measureName,
  }));
  const { figures } = clvHistoric(rows, [], context);
  const beyond = figures.filter(({ scope }) => scope['age'] !== '0');
  expect(beyond.length).toBe(3 * 6);
  expect(beyond.map(({ reason }) => reason)).toEqual(beyond.map(() => 'unripe'));
});

it('is empty for an empty shop', () => {
  expect(clvHistoric([], [], context)).toEqual({ figures: [], cells: [], equations: [] });
});
