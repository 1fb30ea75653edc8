import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeLabel, monthOf } from '#lib/units/calendar.ts';
import type { Warehouse } from '#lib/warehouse/warehouse.ts';
import { generatedShop, minimalStandard } from '../../../test/fixtures/generated-shop.ts';
import { loadFrom, shopContext, shopWarehouse } from '../../../test/fixtures/shop-warehouse.ts';
import { expectSound, figureOf } from '../../../test/fixtures/sound-measured.ts';
import { customerLives } from '../facts/cohorts/customer-lives.fixture.ts';
import { lives } from './fact.ts';
import { endsPerPeriod, isFlatHazard, type Lives, restrictedMean } from './kaplan-meier.ts';
import { averageLifetimeMetric } from './metric.ts';

const life = (periods: number, event: number): Lives => ({
  periods,
  ended: event === 1,
  customers: 1,
});
const PUBLISHED = [life(1, 1), life(2, 1), life(2, 0), life(3, 1), life(4, 0)];

describe('mean life within a horizon', () => {
  it('is the published value (definitions, section 11)', () => {
    expect(restrictedMean(PUBLISHED, 4)).toBeCloseTo(2.7, 12);
  });

  it('ends where all have ended, and is not known beyond what was seen', () => {
    expect(restrictedMean([life(1, 1), life(3, 1)], 9)).toBe(2);
    expect(restrictedMean(PUBLISHED, 5)).toBeNull();
    expect(restrictedMean([], 4)).toBeNull();
  });
});

/** Lives with a chance to end in each month, seen for 30 of them. */
function livesWith(hazard: (age: number) => number): Lives[] {
  const random = minimalStandard(3);
  return Array.from({ length: 1500 }, () => {
    for (let age = 1; age <= 30; age += 1) if (random() < hazard(age)) return life(age, 1);
    return life(30, 0);
  });
}

describe('flat churn', () => {
  it('is found where the chance is the same at each age, and not where it falls', () => {
    expect(
      isFlatHazard(
        livesWith(() => 0.05),
        24,
      ),
    ).toBe(true);
    expect(
      isFlatHazard(
        livesWith((age) => (age < 6 ? 0.12 : 0.03)),
        24,
      ),
    ).toBe(false);
    expect(isFlatHazard([], 24)).toBe(false);
  });

  it('is ends per customer at risk and month', () => {
    // At risk 5, 4, 2, 1; three ended.
    expect(endsPerPeriod(PUBLISHED, 4)).toBeCloseTo(3 / 12, 12);
  });
});

const shop = generatedShop({ seed: 13, customers: 900, ordersEach: 2 });
const context = shopContext('2026-11-16');
const SUBSCRIBERS = Array.from({ length: 60 }, (_, i) => ({ id: `c${i}`, ends: i % 3 === 0 }));
const change = (id: string, date: string, mrr: number) => ({
  subscription_id: `s-${id}`,
  customer_id: id,
  effective_at: `${date} 08:00:00`,
  mrr_before: mrr === 0 ? 9.9 : 0,
  mrr_after: mrr,
  currency: 'EUR',
  interval: 'month',
  status: mrr > 0 ? 'active' : 'ended',
});
const subscriptions = SUBSCRIBERS.flatMap(({ id, ends }) => [
  change(id, '2024-06-10', 9.9),
  ...(ends ? [change(id, '2025-01-05', 0)] : []),
]);
let warehouse: Warehouse;
beforeAll(async () => {
  warehouse = await shopWarehouse({ ...shop.tables, subscriptions });
});
afterAll(() => warehouse.close());

it('counts months to the sixth silent one as plain loops do', async () => {
  const rows = await loadFrom(warehouse, context)(lives);
  const month = (date: string) => monthOf(date, 'month');
  const last = month('2026-10-01');
  const plain = new Map<string, number>();
  for (const { entry, orders } of customerLives(shop, context.asOf)) {
    const seen = orders.map(({ date }) => month(date)).filter((at) => at <= last);
    if (seen.length === 0) continue;
    const silent = Math.max(...seen) + 6;
    const periods = Math.min(silent, last) - month(entry.date);
    const key = `${periods} ${silent <= last}`;
    plain.set(key, (plain.get(key) ?? 0) + 1);
  }
  const found = rows
    .filter(({ basis }) => basis === 'orders')
    .map(({ periods, ended, customers }) => [`${periods} ${ended}`, customers] as const);
  expect(new Map(found)).toEqual(plain);
});

it('is the area under the survival of subscribers, in days', async () => {
  const measured = await averageLifetimeMetric.measure(loadFrom(warehouse, context), context);
  expectSound(measured);
  const period = closeLabel(context.closeDate, 'month');
  const known = SUBSCRIBERS.filter(({ id }) =>
    customerLives(shop, context.asOf).some(({ customer }) => customer === id),
  );
  const ended = known.filter(({ ends }) => ends).length;
  // From 10 June to 5 January are six whole months: the seventh was not finished.
  const months = 7 + 17 * (1 - ended / known.length);
  const shown = figureOf(measured, { options: 'basis=subscriptions; horizon=24 mo', period });
  expect(shown.value).toBeCloseTo(months * 30.4375, 9);
  expect(shown.customers).toBe(known.length);
  expect(measured.figures.some(({ options }) => options.includes('inverse'))).toBe(false);
});

it('is not known of customers whose history is shorter than the horizon', async () => {
  const measured = await averageLifetimeMetric.measure(loadFrom(warehouse, context), context);
  const shown = figureOf(measured, { options: 'basis=orders; horizon=24 mo', period: '2026-W46' });
  expect(shown).toMatchObject({ value: null, reason: 'unripe' });
});
