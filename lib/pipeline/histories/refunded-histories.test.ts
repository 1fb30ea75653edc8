import { expect, it } from 'vitest';
import type { Warehouse } from '#lib/warehouse/warehouse.ts';
import { SCOPE_PARAMETERS, shopWarehouse } from '../../../test/fixtures/shop-warehouse.ts';
import { historyLoader } from './history-loader.ts';

const AS_OF = '2026-11-16';

// c1: one order on 1 and 8 June, two on 29 June of which one is given back whole.
// c2: one on 1 June, and one on 3 July that is given back whole.
const HAND = [
  ['o1', 'c1', '2026-06-01', 1000],
  ['o2', 'c1', '2026-06-08', 500],
  ['o3', 'c1', '2026-06-29', 300],
  ['o4', 'c1', '2026-06-29', 400],
  ['o5', 'c2', '2026-06-01', 900],
  ['o6', 'c2', '2026-07-03', 700],
] as const;
const shop = (currency: string) =>
  shopWarehouse({
    orders: HAND.map(([order_id, customer_id, day, net_amount]) => {
      const ordered_at = `${day} 12:00:00`;
      return { order_id, customer_id, ordered_at, net_amount, currency };
    }),
    refunds: ['o4', 'o6'].map((order_id) => ({
      refund_id: `r-${order_id}`,
      order_id,
      refunded_at: '2026-09-01 12:00:00',
      amount: order_id === 'o4' ? 400 : 700,
      currency,
    })),
  });

const loaderOf = (of: Warehouse, minorUnits: 1 | 100, asOf = AS_OF) =>
  historyLoader(of, {
    scope: {
      ...SCOPE_PARAMETERS,
      reporting_currency: minorUnits === 1 ? 'JPY' : 'EUR',
      minor_units: String(minorUnits),
      as_of: asOf,
      as_of_utc: `${asOf} 00:00:00`,
    },
    asOf,
    segments: [],
    firstCohort: 0,
    unit: 'week',
    binning: 'exact',
    minorUnits,
  });

it.each([
  ['EUR', 100],
  ['JPY', 1],
] as const)(
  'takes refunds off their day, in %s: a repeat given back is a purchase without value',
  async (currency, minorUnits) => {
    const of = await shop(currency);
    const load = loaderOf(of, minorUnits);
    const found = await load.histories('2026-07-06');
    const values = await load.values('2026-07-06');
    await of.close();
    // T = 34 days. c1: repeats of 500 and 300, the last after 28 days; c2: one of 0 after 32 days.
    const group = { scope: 'all:all', customers: 1, age: 34 / 7 };
    expect(found).toEqual([
      { ...group, frequency: 1, recency: 32 / 7, sumMean: 0, sumSquaredMean: 0 },
      { ...group, frequency: 2, recency: 28 / 7, sumMean: 400, sumSquaredMean: 160_000 },
    ]);
    const sumLogMean = expect.closeTo(Math.log(400), 12);
    expect(values).toEqual([{ frequency: 2, customers: 1, sumMean: 400, sumLogMean }]);
  },
);

it('does not see a refund that comes after the end', async () => {
  const of = await shop('EUR');
  const load = loaderOf(of, 100, '2026-08-03');
  const [repeat, twice] = await load.values('2026-08-03');
  await of.close();
  expect(repeat).toMatchObject({ frequency: 1, sumMean: 700 });
  expect(twice).toMatchObject({ frequency: 2, sumMean: 600 });
});

it('finds nothing in an empty shop', async () => {
  const of = await shopWarehouse({});
  const load = loaderOf(of, 100);
  expect(await load.histories(AS_OF)).toEqual([]);
  expect(await load.values(AS_OF)).toEqual([]);
  expect(await load.holdout({ cut: '2026-08-03', until: AS_OF, stride: 1 })).toEqual([]);
  expect(await load.reach()).toMatchObject({ from: AS_OF, historyDays: 0, customers: 0 });
  await of.close();
});
