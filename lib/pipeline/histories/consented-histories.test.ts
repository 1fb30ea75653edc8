import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Warehouse } from '#lib/warehouse/warehouse.ts';
import { SCOPE_PARAMETERS, shopWarehouse } from '../../../test/fixtures/shop-warehouse.ts';
import { historyLoader } from './history-loader.ts';

const CUT = '2026-11-16';
const PURPOSES: Readonly<Record<string, readonly string[]>> = {
  'both-1': ['model-fitting', 'segment-reporting'],
  'fitting-1': ['model-fitting'],
  'fitting-2': ['model-fitting'],
  'reporting-1': ['segment-reporting'],
  'neither-1': [],
};

let warehouse: Warehouse;
beforeAll(async () => {
  warehouse = await shopWarehouse({
    orders: Object.keys(PURPOSES).map((customer_id) => ({
      order_id: `order-${customer_id}`,
      customer_id,
      ordered_at: '2026-10-01 10:00:00',
      currency: 'EUR',
      net_amount: 10,
      country: 'IE',
    })),
    consents: Object.entries(PURPOSES).flatMap(([customer_id, purposes]) =>
      purposes.map((purpose) => ({
        customer_id,
        purpose,
        status: 'granted',
        effective_at: '2026-01-01 00:00:00',
      })),
    ),
  });
});
afterAll(() => warehouse.close());

const loaderUnder = (lawful_basis: string) =>
  historyLoader(warehouse, {
    scope: {
      ...SCOPE_PARAMETERS,
      lawful_basis,
      as_of: CUT,
      as_of_utc: `${CUT} 00:00:00`,
      schemes: 'country',
    },
    asOf: CUT,
    segments: ['country'],
    firstCohort: 0,
    unit: 'week',
    binning: 'week',
    minorUnits: 100,
  });

const countOf = (groups: readonly { readonly scope: string; readonly customers: number }[]) => {
  const all = groups.filter(({ scope }) => scope === 'all:all' || scope === 'country:IE');
  return all.reduce((sum, { customers }) => sum + customers, 0);
};

it('fits on those who agreed to fitting and forecasts those who agreed to reporting', async () => {
  const load = loaderUnder('consents');
  const fitted = await load.histories(CUT);
  expect(countOf(fitted)).toBe(3);
  expect(countOf(await load.reportedHistories(CUT, fitted))).toBe(2);
  expect(countOf(await load.scopedHistories(CUT))).toBe(2);
});

it('needs no second look where one basis is declared for every purpose', async () => {
  const load = loaderUnder('declared');
  const fitted = await load.histories(CUT);
  expect(countOf(fitted)).toBe(5);
  expect(await load.reportedHistories(CUT, fitted)).toBe(fitted);
});
