import { afterAll, beforeAll, expect, it } from 'vitest';
import * as z from 'zod';
import type { Warehouse } from '#lib/warehouse/warehouse.ts';
import {
  SCOPE_PARAMETERS,
  type ScopeParameters,
  type ShopTables,
  shopWarehouse,
} from '../../../test/fixtures/shop-warehouse.ts';
import { scopeTo } from './scoped-query.ts';

const at = '2026-10-01 10:00:00';
/** Buyers, somebody who was merged into one of them, and a stranger who never ordered. */
const BUYERS = ['buyer', 'staff', 'erased'];
const EVERYBODY = [...BUYERS, 'merged', 'stranger', 'erased-stranger'];

/** Everybody's row holds a number of its own, so that it can be told apart without an id. */
const rows = (column: string, more: (place: number) => Readonly<Record<string, string | number>>) =>
  EVERYBODY.map((id, place) => ({ [column]: id, ...more(place) }));

const TABLES: ShopTables = {
  orders: BUYERS.map((customer_id) => ({
    order_id: `o-${customer_id}`,
    customer_id,
    ordered_at: at,
    currency: 'EUR',
    net_amount: 10,
  })),
  customers: [
    { customer_id: 'merged', merged_into: 'buyer' },
    { customer_id: 'staff', is_internal: true },
  ],
  erasures: ['erased', 'erased-stranger'].map((customer_id, i) => ({
    request_id: `r${i}`,
    customer_id,
    requested_at: at,
  })),
  loyalty_tiers: rows('customer_id', (place) => ({ tier: `t${place}`, valid_from: at })),
  loyalty_ledger: rows('customer_id', (place) => ({
    occurred_at: at,
    points: place,
    kind: place === 3 ? 'redeem' : 'earn',
    value_per_point: 0.01,
    currency: 'EUR',
  })),
  attribution: rows('customer_id', (place) => ({ channel: `t${place}`, weight: 1, model: 'own' })),
  journey_events: rows('subject_id', (place) => ({ stage: `t${place}`, occurred_at: at })),
  experiments: [{ experiment_id: 'e', start_at: at, end_at: at, metric: 'conversion' }],
  experiment_assignments: rows('customer_id', (place) => ({
    experiment_id: 'e',
    variant: `t${place}`,
    assigned_at: `2026-10-01 1${place}:00:00`,
  })),
};

const named = z.object({ name: z.coerce.string() });
const CUT = { as_of: '2026-11-16', as_of_utc: '2026-11-16 00:00:00' };
let warehouse: Warehouse;
beforeAll(async () => {
  warehouse = await shopWarehouse(TABLES);
});
afterAll(() => warehouse.close());

const namesIn = (relation: string, column: string, change: ScopeParameters = {}) =>
  warehouse.run(
    scopeTo('segment-reporting', {
      name: relation,
      sql: `-- grain: one row per row\nselect ${column} as name from ${relation} order by 1`,
      parseRow: (raw) => named.parse(raw).name,
    }),
    { ...SCOPE_PARAMETERS, ...CUT, ...change },
  );

it.each([
  ['loyalty_tiers_in_scope', 'tier'],
  ['attribution_in_scope', 'channel'],
])('%s holds customers in scope under each of their ids, nobody else', async (relation, column) => {
  expect(await namesIn(relation, column)).toEqual(['t0', 't3']);
});

it('gives points above 0 and takes them below', async () => {
  expect(await namesIn('loyalty_ledger_in_scope', 'points')).toEqual(['-3', '0']);
  expect(await namesIn('loyalty_ledger_in_scope', 'point_value_minor')).toEqual([
    '1.00000000',
    '1.00000000',
  ]);
});

it('follows whoever is not denied on the journey, and by an unknown basis only customers', async () => {
  expect(await namesIn('journey_events_in_scope', 'stage')).toEqual(['t0', 't3', 't4']);
  for (const change of [{ regions: 'IE' }, { unknown_age: 'out' }, { lawful_basis: 'consents' }])
    expect(await namesIn('journey_events_in_scope', 'stage', change)).toEqual([]);
  const later = { retained_from_utc: '2026-10-02 00:00:00' };
  expect(await namesIn('journey_events_in_scope', 'stage', later)).toEqual([]);
});

it('tells strangers from customers by a number below 0', async () => {
  expect(await namesIn('journey_events_in_scope', 'customer_id')).toEqual(['-1', '1', '1']);
});

it('keeps the first variant of a person who was assigned under two ids', async () => {
  expect(await namesIn('experiment_assignments_in_scope', 'variant')).toEqual(['t0', 't4']);
});

it('knows an experiment without a planned split', async () => {
  expect(await namesIn('experiments_in_scope', 'coalesce(variant, experiment_id)')).toEqual(['e']);
});
