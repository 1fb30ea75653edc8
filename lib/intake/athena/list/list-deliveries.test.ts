import { describe, expect, it } from 'vitest';
import type { SourceSpec } from '../../source-spec.ts';
import { expandKeys } from './expand-keys.ts';
import { listDeliveries } from './list-deliveries.ts';

const KEYS = [
  'data/orders-2025.csv',
  'data/orders-2026.csv',
  'data/orders-2026.csv.manifest.json',
  'data/orders-2026.csv.bak',
  'data/old/orders-2024.csv',
  'data/orders (1).csv',
  'data/',
  'spend.csv',
];
const listing = { keys: async (prefix: string) => KEYS.filter((key) => key.startsWith(prefix)) };

describe('a pattern', () => {
  it.each([
    ['data/orders-*.csv', ['data/orders-2025.csv', 'data/orders-2026.csv']],
    ['./data/orders-202?.csv', ['data/orders-2025.csv', 'data/orders-2026.csv']],
    ['data/orders (?).csv', ['data/orders (1).csv']],
    ['*.csv', ['spend.csv']],
    ['data/none-*.csv', []],
    ['data/missing.csv', ['data/missing.csv']],
  ])('%s names keys in its own folder only', async (pattern, keys) => {
    expect(await expandKeys(pattern, listing)).toEqual(keys);
  });

  it('never stands for what is one level deeper, or for the folder itself', async () => {
    expect(await expandKeys('data/*', listing)).toEqual([
      'data/orders (1).csv',
      'data/orders-2025.csv',
      'data/orders-2026.csv',
      'data/orders-2026.csv.bak',
    ]);
  });
});

const pinning = (sizes: Readonly<Record<string, number>>) => ({
  pin: async (key: string) => {
    const bytes = sizes[key];
    if (bytes === undefined) return null;
    return { key, bytes, etag: '"e"', versionId: 'v1', arrivedAt: '2026-11-22T12:00:00.000Z' };
  },
});

const orders = (...files: readonly string[]): SourceSpec => ({ table: 'orders', files });

describe('a list of deliveries', () => {
  it('pins each file, in the order of names and not of folders', async () => {
    const files = await listDeliveries(
      [
        orders('b/1.csv', 'a/2.csv'),
        { table: 'refunds', files: { sales: ['x.csv'], rates: ['y.csv'] }, sql: 'select 1' },
      ],
      pinning({ 'b/1.csv': 1, 'a/2.csv': 2, 'x.csv': 3, 'y.csv': 4 }),
    );
    expect(
      files.map(({ id, input, ordinal, name, bytes }) => [id, input, ordinal, name, bytes]),
    ).toEqual([
      ['orders-0-0', 'orders', 0, '1.csv', 1],
      ['orders-0-1', 'orders', 1, '2.csv', 2],
      ['refunds-0-0', 'sales', 0, 'x.csv', 3],
      ['refunds-1-0', 'rates', 0, 'y.csv', 4],
    ]);
  });

  it.each([
    [orders(), {}, 'FILE_MISSING'],
    [orders('a.csv'), {}, 'FILE_MISSING'],
    [orders('a.csv'), { 'a.csv': 0 }, 'EMPTY'],
    [orders('a.csv'), { 'a.csv': 21 * 2 ** 30 }, 'FILE_TOO_LARGE'],
    [orders('%2e.csv'), { '%2e.csv': 1 }, 'FILE_NAME'],
    [orders(...Array.from({ length: 201 }, () => 'a.csv')), { 'a.csv': 1 }, 'TOO_MANY_FILES'],
  ])('refuses what no scan could read (case %#)', async (spec, sizes, code) => {
    const listed = listDeliveries([spec], pinning(sizes));
    await expect(listed).rejects.toMatchObject({ name: 'IntakeError', code });
  });
});
