import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Measured } from '#lib/privacy/report.ts';
import { addDays, monthLabel, monthStart, quarterStart } from '#lib/units/calendar.ts';
import type { Warehouse } from '#lib/warehouse/warehouse.ts';
import { generatedTiers, loyaltyTables } from '../../../test/fixtures/generated-loyalty.ts';
import {
  firstOrders,
  generatedShop,
  plainContribution,
} from '../../../test/fixtures/generated-shop.ts';
import { loadFrom, shopContext, shopWarehouse } from '../../../test/fixtures/shop-warehouse.ts';
import { expectSound, figureOf } from '../../../test/fixtures/sound-measured.ts';
import { withheldOf } from '../facts/cells/cell-rows.fixture.ts';
import { mergeMeasured } from '../measured.ts';
import { tierScorecardMetric } from './metric.ts';

const shop = generatedShop({ seed: 59, customers: 500 });
const tiers = generatedTiers(shop);
const context = shopContext('2026-11-16', { supplied: new Set(['orders', 'loyalty_tiers']) });
const TIERS = ['basic', 'plus', 'top'];
let warehouse: Warehouse;
let measured: Measured;
beforeAll(async () => {
  warehouse = await shopWarehouse({ ...shop.tables, ...loyaltyTables(tiers, []) });
  measured = await tierScorecardMetric.measure(loadFrom(warehouse, context), context);
});
afterAll(() => warehouse.close());

/** The tier of each buyer at the exclusive end of a day, by a plain loop. */
function tierAt(close: string): Map<string, string> {
  const buyers = firstOrders(shop, context.asOf);
  const held = new Map<string, string>();
  for (const { customer, tier, from, to } of tiers)
    if (buyers.has(customer) && from < close && (to === null || to >= close))
      held.set(customer, tier);
  return held;
}

const orderedIn = (from: string, to: string): Set<string> =>
  new Set(
    shop.orders
      .filter(({ counts, date }) => counts && date >= from && date < to)
      .flatMap(({ customer }) => customer ?? []),
  );

it('sums what members of each tier did in the month, as plain loops do', () => {
  expectSound(measured);
  const [from, to] = [monthStart(context.month, 'month'), monthStart(context.month + 1, 'month')];
  const held = tierAt(to);
  const ordering = orderedIn(from, to);
  const period = monthLabel(context.month, 'month');
  for (const tier of TIERS) {
    const isIn = (customer: string | null) => customer !== null && held.get(customer) === tier;
    const at = (line: string) =>
      figureOf(measured, { options: `line=${line}`, period, scope: { 'loyalty-tier': tier } })
        .value;
    expect(at('ordering-customers')).toBe([...ordering].filter(isIn).length);
    expect(at('contribution')).toBe(
      plainContribution(shop, ({ customer }, date) => isIn(customer) && date >= from && date < to),
    );
  }
});

it('counts members at the quarter close, where they came from and who ordered, as plain loops do', () => {
  const opens = quarterStart(addDays(context.closeDate, -1), 'month');
  const [before, now] = [tierAt(opens), tierAt(context.closeDate)];
  const ordering = orderedIn(opens, context.closeDate);
  const period = '2026-Q3';
  const at = (options: string, scope: Readonly<Record<string, string>>) =>
    figureOf(measured, { options, period, scope }).value;
  expect(at('line=members', {})).toBe(now.size);
  for (const tier of TIERS) {
    const was = [...before].filter(([, held]) => held === tier).map(([customer]) => customer);
    const is = [...now].filter(([, held]) => held === tier).map(([customer]) => customer);
    expect(at('line=members', { 'loyalty-tier': tier })).toBe(is.length);
    expect(at('line=retention', { 'loyalty-tier': tier })).toBeCloseTo(
      was.filter((customer) => ordering.has(customer)).length / was.length,
      12,
    );
    for (const to of [...TIERS, 'none'])
      expect(at('line=moves', { from: tier, to })).toBe(
        was.filter((customer) => (now.get(customer) ?? 'none') === to).length,
      );
    expect(at('line=moves', { from: 'none', to: tier })).toBe(
      is.filter((customer) => !before.has(customer)).length,
    );
  }
});

it('speaks of the members of the close before as the report of that close did', async () => {
  const earlier = { ...context, closeDate: '2026-07-01' };
  const then = await tierScorecardMetric.measure(loadFrom(warehouse, earlier), earlier);
  expectSound(mergeMeasured([then, measured]));
  const told = then.figures
    .filter(({ options, scope }) => options === 'line=members' && scope['loyalty-tier'])
    .flatMap(({ cells }) => cells);
  const opened = measured.cells.filter(({ key }) => told.includes(key));
  expect(new Set(opened.map(({ scope }) => scope['loyalty-tier']))).toEqual(new Set(TIERS));
});

it('withholds a tier of few, and another beside it', async () => {
  const rows = Array.from({ length: 120 }, (_, i) => ({
    customer_id: `c${i}`,
    tier: i < 5 ? 'top' : i < 60 ? 'plus' : 'basic',
    valid_from: '2025-12-01 00:00:00',
  }));
  const small = await shopWarehouse({ ...shop.tables, loyalty_tiers: rows });
  const few = await tierScorecardMetric.measure(loadFrom(small, context), context);
  await small.close();
  const withheld = (await withheldOf(few)).filter((name) => name.startsWith('loyalty-members '));
  expect(withheld).toContain('loyalty-members top');
  expect(withheld.length).toBeGreaterThan(1);
});

it('says nothing without tiers', async () => {
  const without = shopContext('2026-11-16');
  const nothing = await tierScorecardMetric.measure(loadFrom(warehouse, without), without);
  expect(nothing.figures).toEqual([]);
});
