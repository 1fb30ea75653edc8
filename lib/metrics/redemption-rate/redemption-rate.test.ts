import { afterAll, beforeAll, expect, it } from 'vitest';
import { monthLabel, monthOf } from '#lib/units/calendar.ts';
import type { Warehouse } from '#lib/warehouse/warehouse.ts';
import {
  generatedEntries,
  loyaltyTables,
  type PlainEntry,
} from '../../../test/fixtures/generated-loyalty.ts';
import { firstOrders, generatedShop } from '../../../test/fixtures/generated-shop.ts';
import { loadFrom, shopContext, shopWarehouse } from '../../../test/fixtures/shop-warehouse.ts';
import { expectSound, figureOf } from '../../../test/fixtures/sound-measured.ts';
import { breakageRateMetric } from '../breakage-rate/metric.ts';
import { withheldOf } from '../facts/cells/cell-rows.fixture.ts';
import { redemptionRateMetric } from './metric.ts';

const shop = generatedShop({ seed: 43, customers: 400 });
const entries = generatedEntries(shop);
const context = shopContext('2026-11-16', { supplied: new Set(['orders', 'loyalty_ledger']) });
const options = 'age=13 mo';
let warehouse: Warehouse;
beforeAll(async () => {
  warehouse = await shopWarehouse({ ...shop.tables, ...loyaltyTables([], entries) });
});
afterAll(() => warehouse.close());

interface Fate {
  issued: number;
  redeem: number;
  expire: number;
  readonly earners: Set<string>;
}

const monthIn = (date: string) => monthOf(date, 'month');

/** Point by point: each lost or used point is the oldest that is left, whenever it is given. */
function fatesByLoops(): Map<number, Fate> {
  const buyers = firstOrders(shop, context.asOf);
  const fates = new Map<number, Fate>();
  const fateOf = (month: number) => {
    const fate = fates.get(month) ?? { issued: 0, redeem: 0, expire: 0, earners: new Set() };
    fates.set(month, fate);
    return fate;
  };
  for (const customer of buyers.keys()) {
    const own = entries
      .filter((entry) => entry.customer === customer && entry.date < context.asOf)
      .sort((a, b) => (a.at < b.at ? -1 : 1));
    const pointByPoint = (entry: PlainEntry) =>
      Array.from({ length: Math.abs(entry.points) }, () => entry);
    const given = own.filter(({ points }) => points > 0).flatMap(pointByPoint);
    const gone = own.filter(({ points }) => points < 0).flatMap(pointByPoint);
    given.forEach(({ date }, place) => {
      const month = monthIn(date);
      const fate = fateOf(month);
      fate.issued += 1;
      fate.earners.add(customer);
      const use = gone[place];
      if (!use || monthIn(use.date) > month + 13) return;
      if (use.kind === 'redeem') fate.redeem += 1;
      if (use.kind === 'expire') fate.expire += 1;
    });
  }
  return fates;
}

it('follows the points of a month to the end of their window, the oldest first, as plain loops do', async () => {
  const redemption = await redemptionRateMetric.measure(loadFrom(warehouse, context), context);
  const breakage = await breakageRateMetric.measure(loadFrom(warehouse, context), context);
  expectSound(redemption);
  expectSound(breakage);
  const fates = fatesByLoops();
  const cohorts = [context.month - 13, context.priorMonth - 13];
  for (const cohort of cohorts) {
    const fate = fates.get(cohort);
    if (!fate) throw new Error('nobody earned points');
    const period = monthLabel(cohort, 'month');
    const at = { options, period, scope: { cohort: period } };
    expect(fate.redeem).toBeGreaterThan(0);
    expect(fate.expire).toBeGreaterThan(0);
    expect(figureOf(redemption, at)).toMatchObject({
      value: fate.redeem / fate.issued,
      customers: fate.earners.size,
    });
    expect(figureOf(breakage, at).value).toBe(fate.expire / fate.issued);
  }
});

it('has no value before the window of the month is ripe', async () => {
  const early = { ...context, ripeBefore: '2026-10-30' };
  const { figures, cells } = await redemptionRateMetric.measure(loadFrom(warehouse, early), early);
  expect(figures.map(({ value, reason }) => [value, reason])).toEqual([
    [null, 'unripe'],
    [expect.any(Number), null],
  ]);
  expect(cells.every(({ period }) => period === '2025-08')).toBe(true);
});

it('is withheld where few redeemed any, and where few did not', async () => {
  const shown = async (redeeming: number) => {
    const few = Array.from({ length: 60 }, (_, i) => ({
      customer_id: `c${i}`,
      occurred_at: '2025-09-10 10:00:00',
      points: 80 + i,
      kind: 'earn',
    }));
    const used = few
      .slice(0, redeeming)
      .map((row) => ({ ...row, occurred_at: '2025-10-10 10:00:00', kind: 'redeem' }));
    const small = await shopWarehouse({ ...shop.tables, loyalty_ledger: [...few, ...used] });
    const measured = await redemptionRateMetric.measure(loadFrom(small, context), context);
    await small.close();
    const withheld = await withheldOf(measured);
    return withheld.some((name) => name.startsWith('points-redeemed'));
  };
  expect(await shown(30)).toBe(false);
  expect(await shown(4)).toBe(true);
  expect(await shown(57)).toBe(true);
});

it('says nothing without the ledger of points', async () => {
  const without = shopContext('2026-11-16');
  const measured = await redemptionRateMetric.measure(loadFrom(warehouse, without), without);
  expect(measured.figures).toEqual([]);
});
