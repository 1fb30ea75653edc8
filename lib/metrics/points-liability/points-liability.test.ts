import { afterAll, beforeAll, expect, it } from 'vitest';
import { monthLabel, monthStart } from '#lib/units/calendar.ts';
import type { Warehouse } from '#lib/warehouse/warehouse.ts';
import { generatedEntries, loyaltyTables } from '../../../test/fixtures/generated-loyalty.ts';
import { firstOrders, generatedShop } from '../../../test/fixtures/generated-shop.ts';
import { loadFrom, shopContext, shopWarehouse } from '../../../test/fixtures/shop-warehouse.ts';
import { expectSound, figureOf } from '../../../test/fixtures/sound-measured.ts';
import { breakageRateMetric } from '../breakage-rate/metric.ts';
import { withheldOf } from '../facts/cells/cell-rows.fixture.ts';
import { pointsLiabilityMetric } from './metric.ts';
import { liabilityOf } from './points-liability.ts';

const shop = generatedShop({ seed: 47, customers: 400 });
const entries = generatedEntries(shop);
const context = shopContext('2026-11-16', { supplied: new Set(['orders', 'loyalty_ledger']) });
let warehouse: Warehouse;
beforeAll(async () => {
  warehouse = await shopWarehouse({ ...shop.tables, ...loyaltyTables([], entries) });
});
afterAll(() => warehouse.close());

/** Balances above 0 at the close of a month, by a plain loop. */
function balances(month: number): number[] {
  const buyers = firstOrders(shop, context.asOf);
  const points = new Map<string, number>();
  for (const { customer, date, points: change } of entries)
    if (buyers.has(customer) && date < monthStart(month + 1, 'month'))
      points.set(customer, (points.get(customer) ?? 0) + change);
  return [...points.values()].filter((balance) => balance > 0);
}

it('points-liability of the metric definitions: 600 points, 15 % breakage, 0.01 each are 5.1', () => {
  expect(liabilityOf(600, { breakage: 0.15, value: 0.01 })).toBeCloseTo(5.1, 12);
});

it('values what is outstanding at the month closes, less breakage, as plain loops do', async () => {
  const measured = await pointsLiabilityMetric.measure(loadFrom(warehouse, context), context);
  const breakage = await breakageRateMetric.measure(loadFrom(warehouse, context), context);
  expectSound(measured);
  for (const month of [context.month, context.priorMonth]) {
    const held = balances(month);
    const outstanding = held.reduce((sum, balance) => sum + balance, 0);
    const period = monthLabel(month, 'month');
    const issued = monthLabel(month - 13, 'month');
    const lost = figureOf(breakage, {
      options: 'age=13 mo',
      period: issued,
      scope: { cohort: issued },
    });
    expect(figureOf(measured, { options: 'part=outstanding', period })).toMatchObject({
      value: outstanding,
      customers: held.length,
    });
    expect(figureOf(measured, { options: 'part=gross', period }).value).toBe(2 * outstanding);
    expect(figureOf(measured, { period }).value).toBe(
      Math.round(2 * outstanding * (1 - (lost.value ?? 1))),
    );
  }
});

it('has no expected cost while breakage is not known, nor any without a value of a point', async () => {
  const early = { ...context, ripeBefore: '2026-10-30' };
  const measured = await pointsLiabilityMetric.measure(loadFrom(warehouse, early), early);
  const period = monthLabel(context.month, 'month');
  expect(figureOf(measured, { period })).toMatchObject({ value: null, reason: 'unripe' });
  expect(figureOf(measured, { options: 'part=gross', period }).value).toBeGreaterThan(0);
  const rows = (loyaltyTables([], entries).loyalty_ledger ?? []).map((row) => ({
    ...row,
    currency: 'GBP',
  }));
  const unpriced = await shopWarehouse({ ...shop.tables, loyalty_ledger: rows });
  const without = await pointsLiabilityMetric.measure(loadFrom(unpriced, context), context);
  await unpriced.close();
  for (const options of ['', 'part=gross'])
    expect(figureOf(without, { options, period })).toMatchObject({
      value: null,
      reason: 'missing_input',
    });
});

it('withholds a liability that a few customers hold', async () => {
  const few = Array.from({ length: 6 }, (_, i) => ({
    customer_id: `c${i}`,
    occurred_at: '2026-09-10 10:00:00',
    points: 80 + i,
    kind: 'earn',
  }));
  const small = await shopWarehouse({ ...shop.tables, loyalty_ledger: few });
  const measured = await pointsLiabilityMetric.measure(loadFrom(small, context), context);
  await small.close();
  const withheld = await withheldOf(measured);
  expect(withheld).toContain('points-outstanding');
  expect(withheld).toContain('points-holders');
});
