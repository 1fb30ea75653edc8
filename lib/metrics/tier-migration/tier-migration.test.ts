import { afterAll, beforeAll, expect, it } from 'vitest';
import { addDays, type IsoDate } from '#lib/units/calendar.ts';
import type { Warehouse } from '#lib/warehouse/warehouse.ts';
import { generatedShop } from '../../../test/fixtures/generated-shop.ts';
import { loadFrom, shopContext, shopWarehouse } from '../../../test/fixtures/shop-warehouse.ts';
import { expectSound, figureOf } from '../../../test/fixtures/sound-measured.ts';
import { clvTier } from '../clv-tier/clv-tier.ts';
import { clvTierMetric, clvTierWith } from '../clv-tier/metric.ts';
import {
  type CustomerLife,
  contributionOf,
  customerLives,
} from '../facts/cohorts/customer-lives.fixture.ts';
import type { TierThresholds } from '../facts/tiers/tier-moves.ts';
import { tierMigrationMetric, tierMigrationWith } from './metric.ts';
import { tierMigration } from './tier-migration.ts';

const shop = generatedShop({ seed: 29, customers: 400 });
const context = shopContext('2026-11-23');
const lives = customerLives(shop, context.asOf);
let warehouse: Warehouse;
beforeAll(async () => {
  warehouse = await shopWarehouse(shop.tables);
});
afterAll(() => warehouse.close());

/** Contribution in the 365 days before a close; null without an order in them. */
function yearValue(life: CustomerLife, close: IsoDate): number | null {
  const isIn = (date: IsoDate) => date >= addDays(close, -365) && date < close;
  return life.orders.some(({ date }) => isIn(date)) ? contributionOf(life, isIn) : null;
}

/** The least value in the upper `share` thirds, ties included. */
const bound = (values: readonly number[], share: number): number =>
  Math.min(
    ...values.filter(
      (v) => 3 * values.filter((other) => other <= v).length > share * values.length,
    ),
  );

function movesByLoops(thresholds: TierThresholds): Map<string, number> {
  const values = lives.map((life) => ({
    before: yearValue(life, '2026-07-01'),
    now: yearValue(life, '2026-10-01'),
  }));
  const own = values.flatMap(
    ({ before, now }) => (thresholds === 'quantiles' ? now : before) ?? [],
  );
  const fixed =
    typeof thresholds === 'string' ? { mid: bound(own, 1), high: bound(own, 2) } : thresholds;
  const tierOf = (value: number | null) =>
    value === null ? 'none' : value >= fixed.high ? 'high' : value >= fixed.mid ? 'mid' : 'low';
  const moves = new Map<string, number>();
  for (const { before, now } of values) {
    const move = `${tierOf(before)} ${tierOf(now)}`;
    moves.set(move, (moves.get(move) ?? 0) + 1);
  }
  return moves;
}

it.each(['previous close', 'quantiles', { mid: 3_000, high: 12_000 }] as const)(
  'counts tiers and moves as plain loops do: thresholds %j',
  async (thresholds) => {
    const load = loadFrom(warehouse, context);
    const tiers = await clvTierWith(thresholds).measure(load, context);
    const migration = await tierMigrationWith(thresholds).measure(load, context);
    expectSound(tiers);
    expectSound(migration);
    const moves = movesByLoops(thresholds);
    const sum = (isIn: (from: string, to: string) => boolean) =>
      [...moves].reduce((n, [move, customers]) => {
        const [from = '', to = ''] = move.split(' ');
        return isIn(from, to) ? n + customers : n;
      }, 0);
    for (const { scope, value, unit, customers } of migration.figures) {
      const start = sum((from) => from === scope['from']);
      const count = moves.get(`${scope['from']} ${scope['to']}`) ?? 0;
      expect(value).toBeCloseTo(unit === 'share' ? count / start : count, 12);
      expect(customers).toBe(unit === 'share' ? start : count);
    }
    for (const { scope, value } of tiers.figures)
      expect(value).toBe(sum((_, to) => to === scope['tier']));
  },
);

it('parts the close before into thirds, and names the close', async () => {
  const load = loadFrom(warehouse, context);
  const migration = await tierMigrationMetric.measure(load, context);
  const before = migration.cells.filter(({ measure }) => measure === 'tier-customers-before');
  const sizes = before.map(({ total }) => total);
  expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
  const tiers = await clvTierMetric.measure(load, context);
  const high = figureOf(tiers, { period: '2026-Q3', scope: { tier: 'high' } });
  expect(high.cells).toEqual(['["tier-customers","2026-Q3",["tier","high"]]']);
});

it('has no tiers where nobody ordered before the close before', async () => {
  const early = shopContext('2026-01-05');
  const measured = await clvTierMetric.measure(loadFrom(warehouse, early), early);
  expect(measured.figures).toEqual([]);
});

it('is empty for an empty shop', () => {
  const nothing = { figures: [], cells: [], equations: [] };
  expect(tierMigration([], context)).toEqual(nothing);
  expect(clvTier([], context)).toEqual(nothing);
});
