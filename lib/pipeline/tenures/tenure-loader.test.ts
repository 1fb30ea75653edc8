import { expect, it } from 'vitest';
import {
  SCOPE_PARAMETERS,
  type ShopTables,
  shopWarehouse,
} from '../../../test/fixtures/shop-warehouse.ts';
import { tenureLoader } from './tenure-loader.ts';

const AS_OF = '2026-03-16';

/** `customer subscription date monthly-revenue [column=value]`. */
type Change = string;

interface Asked {
  readonly cut?: string;
  readonly schemes?: string;
  readonly tables?: ShopTables;
}

async function tenuresOf(changes: readonly Change[], asked: Asked = {}) {
  const { cut = AS_OF, schemes = '', tables = {} } = asked;
  const buyers = [...new Set(changes.map((change) => change.split(' ')[0] ?? ''))];
  const warehouse = await shopWarehouse({
    orders: buyers.map((customer_id, i) => ({
      order_id: `o${100 + i}`,
      customer_id,
      ordered_at: '2023-01-10 10:00:00',
      currency: 'EUR',
      net_amount: 10,
      country: i === 0 ? 'IE' : 'F|R',
      channel: 'web',
    })),
    subscriptions: changes.map(changeRow),
    ...tables,
  });
  const scope = {
    ...SCOPE_PARAMETERS,
    schemes,
    as_of: AS_OF,
    as_of_utc: `${AS_OF} 00:00:00`,
  };
  const groups = await tenureLoader(warehouse, { scope, minorUnits: 100 }).reported(cut);
  await warehouse.close();
  return groups;
}

function changeRow(change: Change) {
  const [customer_id = '', subscription_id = '', date, mrr, other = 'status='] = change.split(' ');
  const [column = '', value = ''] = other.split('=');
  return {
    subscription_id,
    customer_id,
    effective_at: `${date} 09:00:00`,
    mrr_before: 0,
    mrr_after: Number(mrr),
    currency: 'EUR',
    [column]: value === '' ? null : value,
  };
}

type Expected = readonly [
  months: number,
  age: number,
  renewals: number,
  lost: boolean,
  mrr: number,
];

/** Months, ages and renewals counted by hand on the calendar. */
const CASES: readonly (readonly [string, readonly Change[], readonly Expected[]])[] = [
  ['renewal due on the day of the cut: not seen', ['c s 2026-02-16 9'], [[1, 0, 0, false, 9]]],
  ['renewal due the day before: made', ['c s 2026-02-15 9'], [[1, 1, 1, false, 9]]],
  [
    'ends on the day of its second renewal: one was made',
    ['c s 2025-11-15 9', 'c s 2026-01-15 0'],
    [[1, 4, 1, true, 0]],
  ],
  [
    'ends within the third month: two were made',
    ['c s 2025-11-15 9', 'c s 2026-01-20 0'],
    [[1, 4, 2, true, 0]],
  ],
  [
    'the end of February is a month after the last of January',
    ['c s 2026-01-31 9', 'c s 2026-03-01 0'],
    [[1, 1, 1, true, 0]],
  ],
  [
    'an end that is told twice was at the first',
    ['c s 2025-11-15 9', 'c s 2026-01-20 0', 'c s 2026-02-20 0'],
    [[1, 4, 2, true, 0]],
  ],
  ['a year plan', ['c s 2024-03-10 9 interval=year'], [[12, 2, 2, false, 9]]],
  ['a quarter plan of eight months', ['c s 2025-07-10 9 interval=quarter'], [[3, 2, 2, false, 9]]],
  [
    'an end on the day of the cut has not happened',
    ['c s 2026-02-01 9', 'c s 2026-03-16 0'],
    [[1, 1, 1, false, 9]],
  ],
  [
    'a switch to another subscription on one day goes on',
    ['c s 2025-12-01 9', 'c s 2026-01-01 0', 'c t 2026-01-01 19'],
    [[1, 3, 3, false, 19]],
  ],
  [
    'two subscriptions of one customer are one subscriber',
    ['c s 2025-12-01 9', 'c t 2026-01-20 19', 'c s 2026-02-20 12'],
    [[1, 3, 3, false, 31]],
  ],
  [
    'who returns begins again',
    ['c s 2025-10-01 9', 'c s 2025-12-10 0', 'c s 2026-02-01 9'],
    [
      [1, 1, 1, false, 9],
      [1, 5, 2, true, 0],
    ],
  ],
  [
    'a trial has no price; the end may still say one',
    [
      'c s 2025-11-01 9 status=trial',
      'c s 2025-12-01 9 status=active',
      'c s 2026-02-10 9 status=ended',
    ],
    [[1, 3, 2, true, 0]],
  ],
  ['never priced', ['c s 2025-12-01 0'], []],
];

it.each(CASES)('%s', async (_, changes, expected) => {
  const groups = await tenuresOf(changes);
  const found = groups.map(({ renewalMonths, age, renewals, isLost, monthlyRevenue }) => [
    renewalMonths,
    age,
    renewals,
    isLost,
    monthlyRevenue,
  ]);
  expect(found).toEqual(expected);
});

const CHANGES: readonly Change[] = [
  'c1 s1 2026-01-01 9',
  'c2 s2 2026-01-02 19',
  'c3 s3 2026-01-03 9',
];

it('counts who share a tenure, their revenue and its squares, by the crossing of all segments', async () => {
  const group = { renewalMonths: 1, age: 2, renewals: 2, isLost: false };
  expect(await tenuresOf(CHANGES)).toEqual([
    { ...group, level: 'all', customers: 3, monthlyRevenue: 37, squaredMonthlyRevenue: 523 },
  ]);
  expect(await tenuresOf(CHANGES, { schemes: 'country,channel' })).toEqual([
    { ...group, level: 'web|F/R', customers: 2, monthlyRevenue: 28, squaredMonthlyRevenue: 442 },
    { ...group, level: 'web|IE', customers: 1, monthlyRevenue: 9, squaredMonthlyRevenue: 81 },
  ]);
});

it('sees an earlier cut as it was', async () => {
  const changes: readonly Change[] = [...CHANGES, 'c1 s1 2026-02-20 0'];
  const [now, earlier] = await Promise.all([
    tenuresOf(changes),
    tenuresOf(changes, { cut: '2026-02-02' }),
  ]);
  expect(now.map(({ isLost, customers }) => [isLost, customers])).toEqual([
    [true, 1],
    [false, 2],
  ]);
  expect(earlier.map(({ age, isLost, customers }) => [age, isLost, customers])).toEqual([
    [0, false, 2],
    [1, false, 1],
  ]);
});

it('leaves out the erased, and prices without a rate; an end needs none', async () => {
  const erasures = [{ request_id: 'r1', customer_id: 'c3', requested_at: '2026-03-01 00:00:00' }];
  const fx_rates = [{ rate_date: '2026-01-02', base: 'GBP', quote: 'EUR', rate: 1.5 }];
  const changes: readonly Change[] = [
    'c1 s1 2026-01-01 9 currency=GBP',
    'c2 s2 2026-01-02 10 currency=GBP',
    'c3 s3 2026-01-03 9',
    'c4 s4 2026-01-02 10 currency=GBP',
    'c4 s4 2026-02-20 0 currency=GBP',
  ];
  const found = await tenuresOf(changes, { tables: { erasures, fx_rates } });
  expect(
    found.map(({ renewals, isLost, customers, monthlyRevenue }) => [
      renewals,
      isLost,
      customers,
      monthlyRevenue,
    ]),
  ).toEqual([
    [1, true, 1, 0],
    [2, false, 1, 15],
  ]);
});
