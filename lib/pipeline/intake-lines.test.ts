import { expect, it } from 'vitest';
import type { TableName } from '#lib/contract/tables.ts';
import type { LandedTable } from '#lib/intake/snapshot.ts';
import { intakeLines, latestDays } from './intake-lines.ts';

const landed = (table: TableName, delivered: number): LandedTable => ({
  table,
  path: `landed/${table}.parquet`,
  sha256: 'hash',
  delivered,
  accepted: delivered - 3,
  quarantined: 2,
  duplicates: 1,
  versioned: false,
  amounts: [],
  files: [],
  rejects: [],
  warnings: [],
  watermark: table === 'products' ? null : '2026-11-15T23:20:59Z',
});

const snapshot = {
  hash: 'hash',
  tables: {
    orders: landed('orders', 19_184),
    refunds: landed('refunds', 1_079),
    customers: landed('customers', 27),
    touchpoints: landed('touchpoints', 411_207),
    products: landed('products', 27),
    consents: landed('consents', 6_088),
    erasures: landed('erasures', 3),
  },
  calendar: null,
};

it('tells rows about persons in hundreds, three digits of them, and other rows exactly', () => {
  expect(intakeLines(snapshot).map((line) => Object.values(line))).toEqual([
    ['orders', 19_200, 19_200, 2, 1],
    ['refunds', 1_100, 1_100, 2, 1],
    ['customers', 100, 100, 2, 1],
    ['touchpoints', 412_000, 412_000, 2, 1],
    ['products', 27, 24, 2, 1],
  ]);
});

it('tells the day of the latest event, and nothing of what single persons asked for', () => {
  expect(latestDays(snapshot)).toEqual({
    orders: '2026-11-15',
    refunds: '2026-11-15',
    customers: '2026-11-15',
    touchpoints: '2026-11-15',
  });
});
