import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Warehouse } from '#lib/warehouse/warehouse.ts';
import { generatedItems, itemTables } from '../../../test/fixtures/generated-items.ts';
import { generatedShop } from '../../../test/fixtures/generated-shop.ts';
import { loadFrom, shopContext, shopWarehouse } from '../../../test/fixtures/shop-warehouse.ts';
import { expectSound, figureOf } from '../../../test/fixtures/sound-measured.ts';
import { attachLift } from '../attach-lift/attach-lift.ts';
import { attachLiftMetric } from '../attach-lift/metric.ts';
import { attachRate } from '../attach-rate/attach-rate.ts';
import { attachRateMetric } from '../attach-rate/metric.ts';
import { plainHolders, plainHoldings } from '../equipment-rate/equipment.fixture.ts';
import type { CellRow } from '../facts/cells/cell-row.ts';
import { withheldOf } from '../facts/cells/cell-rows.fixture.ts';
import { penetrationMetric } from './metric.ts';
import { penetration } from './penetration.ts';

const supplied = new Set(['orders', 'refunds', 'order_items']);
const context = shopContext('2026-11-16', { supplied });
const close = { period: '2026-Q3' };

const row = (measure: string, place: readonly [string, string], customers: number): CellRow => ({
  measure,
  scheme: place[0],
  segment: place[1],
  period: 0,
  age: null,
  customers,
  total: customers,
  absolute: customers,
  largest: 1,
  second: 1,
});
/** 400 holders of p, 200 of q, and some of both, among 1,000 active customers. */
const rowsOf = (both: number): CellRow[] => [
  row('family-customers', ['all', 'all'], 1000),
  row('family-holders', ['family', 'p'], 400),
  row('family-holders', ['family', 'q'], 200),
  row('family-pair-holders', ['p', 'q'], both),
];

it('attaches q to 30 % of 400 holders of p, 1.5 times its penetration of 20 % (definitions, section 11)', () => {
  const rows = rowsOf(120);
  const scope = { family: 'p', with: 'q' };
  expect(figureOf(attachRate(rows, context), { ...close, scope }).value).toBe(0.3);
  expect(figureOf(attachLift(rows, context), { ...close, scope }).value).toBe(1.5);
  const q = { ...close, scope: { family: 'q' } };
  expect(figureOf(penetration(rows, context), q).value).toBe(0.2);
});

const FAMILIES = ['drinks', 'food', 'home'];
const PAIRS = [
  ['drinks', 'food'],
  ['drinks', 'home'],
  ['food', 'home'],
] as const;
const share = (part = Number.NaN, whole = Number.NaN) => part / whole;

describe('a generated shop', () => {
  const shop = generatedShop();
  const items = generatedItems(shop);
  const holdings = plainHoldings(shop, items, '2026-10-01');
  let warehouse: Warehouse;
  beforeAll(async () => {
    warehouse = await shopWarehouse({ ...shop.tables, ...itemTables(items) });
  });
  afterAll(() => warehouse.close());

  it('is held by family and by pair at the quarter close as plain loops say', async () => {
    const load = loadFrom(warehouse, context);
    const shares = await penetrationMetric.measure(load, context);
    const rates = await attachRateMetric.measure(load, context);
    const lifts = await attachLiftMetric.measure(load, context);
    for (const measured of [shares, rates, lifts]) expectSound(measured);
    for (const family of FAMILIES) {
      const own = plainHolders(holdings, [family]);
      expect(own).toBeGreaterThan(100);
      expect(figureOf(shares, { ...close, scope: { family } }).value).toBe(own / holdings.size);
    }
    for (const [family, other] of PAIRS) {
      const [one, two, both] = [[family], [other], [family, other]].map((held) =>
        plainHolders(holdings, held),
      );
      const at = (first: string, second: string) => ({
        ...close,
        scope: { family: first, with: second },
      });
      expect(figureOf(rates, at(family, other)).value).toBe(share(both, one));
      expect(figureOf(rates, at(other, family)).value).toBe(share(both, two));
      const lift = share(both, one) / share(two, holdings.size);
      expect(figureOf(lifts, at(family, other)).value).toBeCloseTo(lift, 12);
    }
    expect(shares.figures).toHaveLength(3);
    expect(rates.figures).toHaveLength(6);
    expect(lifts.figures).toHaveLength(3);
  });
});

it('is withheld where few hold both, and what gives it away with it', async () => {
  const hidden = async (both: number) => {
    const measured = attachRate(rowsOf(both), context);
    return withheldOf(measured);
  };
  expect(await hidden(4)).toContain('family-both p q');
  expect((await hidden(4)).length).toBeGreaterThan(1);
  expect(await hidden(120)).not.toContain('family-both p q');
});

it('asks nothing without products and says nothing without holders', () => {
  const without = shopContext('2026-11-16');
  for (const { facts } of [penetrationMetric, attachRateMetric, attachLiftMetric])
    expect(facts.map((fact) => fact.applies?.(without))).toEqual([false]);
  for (const measure of [penetration, attachRate, attachLift])
    expect(measure([], context)).toEqual({ figures: [], cells: [], equations: [] });
});
