import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Warehouse } from '#lib/warehouse/warehouse.ts';
import { firstOrders, generatedShop } from '../../../test/fixtures/generated-shop.ts';
import {
  generatedSubscriptions,
  subscriptionTables,
} from '../../../test/fixtures/generated-subscriptions.ts';
import { plainLives } from '../../../test/fixtures/plain-subscriptions.ts';
import { loadFrom, shopContext, shopWarehouse } from '../../../test/fixtures/shop-warehouse.ts';
import { expectSound, figureOf } from '../../../test/fixtures/sound-measured.ts';
import { subscriptionRows } from '../../../test/fixtures/subscription-rows.ts';
import { sumOfDailyRates } from './daily-rates.ts';
import { logoChurn } from './logo-churn.ts';
import { logoChurnMetric } from './metric.ts';

const supplied = new Set(['orders', 'subscriptions']);
const context = shopContext('2026-11-16', { supplied });
const month = { grain: 'month', period: context.month } as const;
const period = '2026-10';
const STRIPE = 'variant=stripe30';
/** Of 12 who ended 1 had joined in the month and 1 came back; 30 began, that one of them. */
const EXAMPLE = { start: 100, churned: 10, new: 29, reactivated: 0, joinedLost: 1, lostBack: 1 };

const churnOf = (who: Parameters<typeof subscriptionRows>[2]) =>
  logoChurn({ movements: subscriptionRows(month, { opening: 9000 }, who), days: [] }, context);

describe('the example of the definitions (section 11)', () => {
  const measured = churnOf(EXAMPLE);

  it('loses 10 % net of who joined or came back, 9.23 % of all who paid', () => {
    expectSound(measured);
    expect(figureOf(measured, { period }).value).toBe(0.1);
    expect(figureOf(measured, { period, options: STRIPE }).value).toBeCloseTo(0.0923, 4);
    expect(figureOf(measured, { period, options: 'part=churned' }).value).toBe(10);
  });

  it('has no split by reason where no reason is known', () => {
    const split = figureOf(measured, { period, options: 'reason=voluntary' });
    expect(split).toMatchObject({ value: null, reason: 'missing_input' });
  });
});

it('splits by reason where one is known', () => {
  const measured = churnOf({ ...EXAMPLE, voluntary: 6, involuntary: 3 });
  expectSound(measured);
  const share = (reason: string) =>
    figureOf(measured, { period, options: `reason=${reason}` }).value;
  expect(['voluntary', 'involuntary', 'unknown'].map(share)).toEqual([0.06, 0.03, 0.01]);
});

it('is 0 where nobody left, and no number where nobody was there', () => {
  const nobody = { joinedLost: 0, lostBack: 0, churned: 0 };
  const still = churnOf({ ...EXAMPLE, ...nobody });
  expect(figureOf(still, { period }).value).toBe(0);
  expect(figureOf(still, { period, options: 'reason=voluntary' }).value).toBe(0);
  const empty = churnOf({ ...EXAMPLE, ...nobody, start: 0 });
  expect(figureOf(empty, { period })).toMatchObject({ value: null, reason: 'no_customers' });
});

it('adds up daily rates, each of those who pay at the start of its day', () => {
  const days = [
    { joined: 0, lost: 10 }, // 10 of 100
    { joined: 20, lost: 9 }, // 9 of 90
    { joined: 0, lost: 0 },
    { joined: 0, lost: 2 }, // 2 of 101
  ];
  expect(sumOfDailyRates(days, 100)).toBe(0.2198);
  expect(sumOfDailyRates([], 100)).toBe(0);
  expect(sumOfDailyRates(days, 0)).toBeNull();
});

describe('a shop', () => {
  const shop = generatedShop({ customers: 700, ordersEach: 2 });
  const changes = generatedSubscriptions(shop);
  let warehouse: Warehouse;
  beforeAll(async () => {
    warehouse = await shopWarehouse({ ...shop.tables, ...subscriptionTables(changes) });
  });
  afterAll(() => warehouse.close());

  it('loses by the day what plain loops see', async () => {
    const measured = await logoChurnMetric.measure(loadFrom(warehouse, context), context);
    expectSound(measured);
    const buyers = firstOrders(shop, context.asOf);
    const lives = [...plainLives(changes)].filter(([customer]) => buyers.has(customer));
    const paysAt = (day: string) =>
      lives.filter(([, days]) => (days.findLast(({ date }) => date < day)?.mrr ?? 0) > 0).length;
    let sum = 0;
    for (let day = 1; day <= 31; day += 1) {
      const date = `2026-10-${String(day).padStart(2, '0')}`;
      const ended = lives.filter(([, days]) =>
        days.some((change) => change.date === date && change.mrr === 0),
      ).length;
      sum += ended / paysAt(date);
    }
    expect(sum).toBeGreaterThan(0);
    const shown = figureOf(measured, { period, options: 'variant=daily-sum' }).value;
    expect(shown).toBeCloseTo(sum, 4);
  });
});
