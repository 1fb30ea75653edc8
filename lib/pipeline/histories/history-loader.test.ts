import { afterAll, beforeAll, expect, it } from 'vitest';
import { daysBetween, monthOf } from '#lib/units/calendar.ts';
import type { Warehouse } from '#lib/warehouse/warehouse.ts';
import { firstOrders, generatedShop } from '../../../test/fixtures/generated-shop.ts';
import { SCOPE_PARAMETERS, shopWarehouse } from '../../../test/fixtures/shop-warehouse.ts';
import {
  asText,
  grouped,
  type PlainHistory,
  plainDays,
  plainHistories,
} from './by-loops.fixture.ts';
import { type HistoryLoaderOptions, historyLoader } from './history-loader.ts';

const AS_OF = '2026-11-16';
const CUT = '2026-08-01';
const FIRST_COHORT = 2026 * 12 + 4;
const shop = generatedShop({ customers: 150, ordersEach: 4 });
const days = plainDays(shop, AS_OF);
let warehouse: Warehouse;
beforeAll(async () => {
  warehouse = await shopWarehouse(shop.tables);
});
afterAll(() => warehouse.close());

const loaderOf = (how: Pick<HistoryLoaderOptions, 'unit' | 'binning'>) =>
  historyLoader(warehouse, {
    ...how,
    scope: {
      ...SCOPE_PARAMETERS,
      as_of: AS_OF,
      as_of_utc: `${AS_OF} 00:00:00`,
      schemes: 'country',
    },
    asOf: AS_OF,
    segments: ['country'],
    firstCohort: FIRST_COHORT,
    minorUnits: 100,
  });

const UNITS = [
  { unit: 'week', binning: 'week', inUnit: (days: number) => Math.round(days / 7) },
  { unit: 'week', binning: 'exact', inUnit: (days: number) => days / 7 },
  { unit: 'day', binning: 'week', inUnit: (days: number) => Math.round(days / 7) * 7 },
  { unit: 'day', binning: 'exact', inUnit: (days: number) => days },
] as const;

it('has customers with several orders on one day, refunds, and no repeat', () => {
  const histories = plainHistories(days, CUT);
  const orders = shop.orders.filter(({ counts, customer }) => counts && customer !== null);
  const purchases = [...days.values()].reduce((sum, own) => sum + own.size, 0);
  expect(purchases).toBeLessThan(orders.filter(({ date }) => date < AS_OF).length);
  expect(histories.some(({ frequency }) => frequency === 0)).toBe(true);
  expect(histories.length).toBeGreaterThan(100);
});

it.each(UNITS)(
  'groups histories in $unit units with $binning bins, as plain loops',
  async (how) => {
    const { inUnit } = how;
    const keyOf = (scope: string) => (h: PlainHistory) => [
      scope,
      h.frequency,
      inUnit(h.recency),
      inUnit(h.age),
    ];
    const rows = await loaderOf(how).histories(CUT);
    const plain = grouped(plainHistories(days, CUT), keyOf('all:all'), ({ mean }) => [
      mean,
      mean ** 2,
    ]);
    const found = rows.map((group) => [
      group.scope,
      group.frequency,
      group.recency,
      group.age,
      group.customers,
      group.sumMean,
      group.sumSquaredMean,
    ]);
    expect(asText(found)).toEqual(asText(plain));
  },
);

it.each(UNITS)(
  'counts purchases in $unit units with $binning bins by the age of who first buys then, as plain loops',
  async (how) => {
    const { bin, binsPerBlock, purchases } =
      (await loaderOf(how).purchases(CUT)) ?? expect.fail('no bins');
    expect([bin * binsPerBlock, how.unit]).toEqual([how.unit === 'week' ? 4 : 28, how.unit]);
    const plain = new Map<string, number>();
    for (const byDay of days.values()) {
      for (const date of [...byDay.keys()].filter((own) => own < CUT)) {
        const age = how.inUnit(daysBetween(date, CUT) - 1).toFixed(4);
        plain.set(age, (plain.get(age) ?? 0) + 1);
      }
    }
    const found = purchases.flatMap((count, i) =>
      count > 0 ? [`${(i * bin).toFixed(4)} ${count}`] : [],
    );
    expect(found.sort()).toEqual([...plain].map(([age, count]) => `${age} ${count}`).sort());
  },
);

it('groups them by segment and by recent cohort, with everyone left out', async () => {
  const rows = await loaderOf({ unit: 'week', binning: 'week' }).scopedHistories(CUT);
  const entries = firstOrders(shop, AS_OF);
  const scoped = plainHistories(days, CUT).flatMap((history) => {
    const month = monthOf(entries.get(history.customer)?.date ?? '', 'month');
    const cohort = month >= FIRST_COHORT ? [`cohort:${month}`] : [];
    return [`country:${shop.country.get(history.customer)}`, ...cohort].map((scope) => ({
      scope,
      ...history,
    }));
  });
  const plain = grouped(
    scoped,
    ({ scope, frequency }) => [scope, frequency],
    ({ mean }) => [mean],
  );
  const merged = new Map<string, (string | number)[]>();
  for (const { scope, frequency, customers, sumMean } of rows) {
    const [, , before = 0, mean = 0] = merged.get(`${scope} ${frequency}`) ?? [];
    const sums = [Number(before) + customers, Number(mean) + sumMean];
    merged.set(`${scope} ${frequency}`, [scope, frequency, ...sums]);
  }
  expect(asText([...merged.values()])).toEqual(asText(plain));
  expect(new Set(scoped.map(({ scope }) => scope)).size).toBe(3 + 3);
});

it.each([
  ['exact', (mean: number) => Math.round(100 * mean * 1e6)],
  ['week', (mean: number) => Math.floor(Math.log(100 * mean) / Math.log(1.05))],
] as const)('bins mean repeat values with %s bins, as plain loops', async (binning, binOf) => {
  const rows = await loaderOf({ unit: 'week', binning }).values(CUT);
  const valued = plainHistories(days, CUT).filter(({ mean }) => mean > 0);
  const plain = grouped(
    valued,
    ({ frequency, mean }) => [frequency, binOf(mean)],
    ({ mean }) => [mean, Math.log(mean)],
  ).map(([frequency = 0, , ...sums]) => [frequency, ...sums]);
  const found = rows.map((group) => [
    group.frequency,
    group.customers,
    group.sumMean,
    group.sumLogMean,
  ]);
  expect(asText(found)).toEqual(asText(plain));
});

it.each([
  ['everyone, up to the end', { stride: 1, until: AS_OF }],
  ['everyone, up to a later cut', { stride: 1, until: '2026-10-05' }],
  ['one customer in three', { stride: 3, until: AS_OF }],
])(
  'splits histories at a holdout cut by quarter of the first purchase, as plain loops: %s',
  async (_, { stride, until }) => {
    const load = loaderOf({ unit: 'week', binning: 'week' });
    const rows = await load.holdout({ cut: CUT, until, stride });
    const weeks = (days: number) => Math.round(days / 7);
    const quarter = (date: string) =>
      `${Number(date.slice(0, 4)) * 4 + Math.ceil(Number(date.slice(5, 7)) / 3)}`;
    const known = plainHistories(plainDays(shop, until), CUT);
    const buyers = [...days.keys()].sort();
    const plain = grouped(
      known.filter(({ customer }) => (buyers.indexOf(customer) + 1) % stride === 0),
      (h) => [quarter(h.first), h.frequency, weeks(h.recency), weeks(h.age), h.later],
      () => [],
    );
    const found = rows.map((group) => [
      group.scope,
      group.frequency,
      group.recency,
      group.age,
      group.holdoutPurchases,
      group.customers,
    ]);
    expect(asText(found)).toEqual(asText(plain));
    expect(rows.some(({ holdoutPurchases }) => holdoutPurchases > 0)).toBe(true);
  },
);

it('reaches from the first purchase to the last before the end', async () => {
  const dates = [...days.values()].flatMap((own) => [...own.keys()]).sort();
  const [from = ''] = dates;
  const last = dates.at(-1) ?? '';
  expect(await loaderOf({ unit: 'week', binning: 'week' }).reach()).toEqual({
    from,
    historyDays: daysBetween(from, AS_OF),
    customers: days.size,
    daysSinceLastOrder: daysBetween(last, AS_OF) - 1,
  });
});
