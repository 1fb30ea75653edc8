import { afterAll, beforeAll, expect, it } from 'vitest';
import { addDays, monthLabel, monthOf, weekLabel } from '#lib/units/calendar.ts';
import type { Warehouse } from '#lib/warehouse/warehouse.ts';
import { generatedShop } from '../../../test/fixtures/generated-shop.ts';
import { loadFrom, shopContext, shopWarehouse } from '../../../test/fixtures/shop-warehouse.ts';
import { expectSound, figureOf } from '../../../test/fixtures/sound-measured.ts';
import { customerLives, netSalesOf } from '../facts/cohorts/customer-lives.fixture.ts';
import { revenueRetentionMetric } from './metric.ts';
import { revenueRetention } from './revenue-retention.ts';

const shop = generatedShop({ seed: 3, customers: 300 });
const context = shopContext('2026-06-15', { cohorts: { grain: 'month', ages: 4 } });
const lives = customerLives(shop, context.asOf);
const month = (date: string) => monthOf(date, 'month');
let warehouse: Warehouse;
beforeAll(async () => {
  warehouse = await shopWarehouse(shop.tables);
});
afterAll(() => warehouse.close());

/** Net sales of a cohort in a month of life, by plain loops. */
const salesByLoops = (cohort: number, age: number): number =>
  lives
    .filter(({ entry }) => month(entry.date) === cohort)
    .reduce((sum, life) => sum + netSalesOf(life, (date) => month(date) === cohort + age), 0);

it('is net sales of each month of life over the first, refunds when given, as plain loops say', async () => {
  const measured = await revenueRetentionMetric.measure(loadFrom(warehouse, context), context);
  expectSound(measured);
  const cohorts = measured.figures.filter(({ options }) => options === '');
  expect(cohorts.length).toBeGreaterThan(20);
  for (const { scope, value, reason } of cohorts) {
    const cohort = month(`${scope['cohort']}-01`);
    const age = Number(scope['age']);
    if (cohort + age >= month('2026-06-01')) expect(reason).toBe('unripe');
    else expect(value).toBeCloseTo(salesByLoops(cohort, age) / salesByLoops(cohort, 0), 12);
  }
});

it('averages ripe cohorts by their size', async () => {
  const measured = await revenueRetentionMetric.measure(loadFrom(warehouse, context), context);
  const last = month('2026-05-01') - 2;
  const ripe = Array.from({ length: 5 }, (_, i) => last - 4 + i).map((cohort) => ({
    size: lives.filter(({ entry }) => month(entry.date) === cohort).length,
    value: salesByLoops(cohort, 2) / salesByLoops(cohort, 0),
  }));
  const known = ripe.filter(({ size }) => size > 0);
  const size = known.reduce((sum, cohort) => sum + cohort.size, 0);
  const mean = known.reduce((sum, cohort) => sum + cohort.size * cohort.value, 0) / size;
  const figure = figureOf(measured, {
    options: 'mean=weighted; of=7 cohorts',
    period: weekLabel(context.week),
    scope: { age: '2' },
  });
  expect(monthLabel(last, 'month')).toBe('2026-03');
  expect(figure.value).toBeCloseTo(mean, 12);
  expect(figure.customers).toBe(size);
});

it('is n/a where the month of entry was refunded whole', async () => {
  const day = '2026-02-03';
  const refunded = await shopWarehouse({
    orders: [
      {
        order_id: 'a',
        customer_id: 'c',
        ordered_at: `${day} 10:00:00`,
        currency: 'EUR',
        net_amount: 20,
      },
    ],
    refunds: [
      {
        refund_id: 'r',
        order_id: 'a',
        refunded_at: `${addDays(day, 2)} 10:00:00`,
        amount: 20,
        currency: 'EUR',
      },
    ],
  });
  const measured = await revenueRetentionMetric.measure(loadFrom(refunded, context), context);
  await refunded.close();
  expectSound(measured);
  const first = measured.figures[1];
  expect(first).toMatchObject({ value: null, reason: 'not_positive', customers: 1 });
});

it('is empty for an empty shop', () => {
  expect(revenueRetention([], context)).toEqual({ figures: [], cells: [], equations: [] });
});
