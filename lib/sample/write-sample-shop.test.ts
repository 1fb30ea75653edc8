import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { isTableName, landedColumns } from '#lib/contract/tables.ts';
import { readTable } from './read-table.ts';
import { SampleShopOptionError } from './shop-calendar.ts';
import { TABLE_COLUMNS } from './table-columns.ts';
import { type SampleShopOptions, writeSampleShop } from './write-sample-shop.ts';

const root = mkdtempSync(join(tmpdir(), 'sample-shop-'));
afterAll(() => rmSync(root, { recursive: true }));

const write = async (name: string, options: Partial<SampleShopOptions> = {}) => {
  const directory = join(root, name);
  const base = { customers: 400, seed: 'a', asOf: '2026-11-23', directory };
  return { directory, truth: await writeSampleShop({ ...base, ...options }) };
};

/** sha256 of every file, by its path under the directory. */
const digests = (directory: string) =>
  new Map(
    readdirSync(directory, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.includes('.'))
      .sort()
      .map((name) => [name, digest(join(directory, name))] as const),
  );
const digest = (file: string) => createHash('sha256').update(readFileSync(file)).digest('hex');

describe('the same options', () => {
  it('give the same bytes, and another seed gives others', async () => {
    const first = digests((await write('first', { customers: 1000 })).directory);
    const second = digests((await write('second', { customers: 1000 })).directory);
    const other = digests((await write('other', { customers: 1000, seed: 'b' })).directory);
    expect(first.size).toBeGreaterThan(20);
    expect(second).toEqual(first);
    const same = [...first].filter(([name, sha256]) => other.get(name) === sha256);
    expect(same.map(([name]) => name)).toEqual([
      'data/calendar.csv',
      'data/experiments.csv',
      'data/products.csv',
    ]);
  });

  it('give files dated at the end of the history', async () => {
    const { directory } = await write('dated', { tables: 'orders' });
    const file = join(directory, 'data/orders-2026.csv');
    expect(statSync(file).mtime.toISOString()).toBe('2026-11-23T00:00:00.000Z');
  });
});

it('leaves no file without rows and no order file of another shop', async () => {
  const { directory } = await write('small', { customers: 300, asOf: '2024-11-25' });
  const { truth } = await write('small', { customers: 1, troubles: false });
  const files = readdirSync(join(directory, 'data'));
  expect(files.filter((name) => /orders-202[012]/.test(name))).toEqual([]);
  expect(readTable(directory, 'orders')).toHaveLength(truth.rows['orders'] ?? 0);
  const { sources } = parse(readFileSync(join(directory, 'tenure.yaml'), 'utf8'));
  expect(Object.keys(sources)).not.toContain('erasures');
});

describe('tables: orders', () => {
  it('writes the same order files and no others', async () => {
    const all = await write('all');
    const orders = await write('orders', { tables: 'orders' });
    const years = [2023, 2024, 2025, 2026].map((year) => `orders-${year}.csv`);
    expect(readdirSync(join(orders.directory, 'data')).sort()).toEqual(years);
    for (const name of years)
      expect(digest(join(orders.directory, 'data', name))).toBe(
        digest(join(all.directory, 'data', name)),
      );
    const { sources, targets } = parse(readFileSync(join(orders.directory, 'tenure.yaml'), 'utf8'));
    expect([Object.keys(sources), targets]).toEqual([['orders'], undefined]);
  });
});

/** Tables of several files. */
const SPLIT: Readonly<Record<string, string>> = {
  orders: '-*',
  subscriptions: '*',
  support_tickets: '*',
  ledger_totals: '*',
};

describe('what is written', () => {
  it('keeps to the columns of the data contract', () => {
    expect(Object.keys(TABLE_COLUMNS)).toHaveLength(27);
    for (const [table, columns] of Object.entries(TABLE_COLUMNS)) {
      if (!isTableName(table)) throw new Error(`${table} is not in the contract`);
      const contract = landedColumns(table);
      expect(contract.map(({ name }) => name)).toEqual(expect.arrayContaining([...columns]));
      const required = contract.filter((column) => column.required === 'required');
      expect(columns).toEqual(expect.arrayContaining(required.map(({ name }) => name)));
    }
  });

  it('is named in the configuration, table by table', async () => {
    const { directory, truth } = await write('configured');
    const { sources, targets } = parse(readFileSync(join(directory, 'tenure.yaml'), 'utf8'));
    expect([...Object.keys(sources), 'targets'].sort()).toEqual(Object.keys(truth.rows).sort());
    expect(targets).toEqual({ file: 'data/targets.csv' });
    for (const [table, { files }] of Object.entries<{ files: string }>(sources))
      expect(files).toBe(`data/${table}${SPLIT[table] ?? ''}.csv`);
  });

  it('is counted in truth.json', async () => {
    const { directory, truth } = await write('counted');
    expect(JSON.parse(readFileSync(join(directory, 'truth.json'), 'utf8'))).toEqual(truth);
    for (const [table, rows] of Object.entries(truth.rows))
      expect([table, readTable(directory, table).length]).toEqual([table, rows]);
  });
});

describe('planted troubles', () => {
  it('are a twice written order and a day of pounds without a rate', async () => {
    const { directory, truth } = await write('troubled');
    const { duplicateOrderId, missingRateDate } = truth.troubles;
    const orders = readTable(directory, 'orders');
    const twice = orders.filter((row) => row.get('order_id') === duplicateOrderId);
    expect(twice).toHaveLength(2);
    expect(twice[0]).toEqual(twice[1]);
    expect(new Set(orders.map((row) => row.get('order_id'))).size).toBe(orders.length - 1);
    const rateless = orders.filter(
      (row) =>
        row.get('currency') === 'GBP' && row.get('ordered_at')?.startsWith(`${missingRateDate}`),
    );
    expect(rateless.length).toBeGreaterThan(0);
    const rates = readTable(directory, 'fx_rates').map((row) => row.get('rate_date'));
    expect(rates).not.toContain(missingRateDate);
    const text = readFileSync(join(directory, 'tenure.yaml'), 'utf8');
    expect(text).toContain(`order ${duplicateOrderId} stands twice`);
    expect(text).toContain(`${missingRateDate} has orders in GBP`);
  });

  it('can be left out', async () => {
    const { directory, truth } = await write('sound', { troubles: false });
    expect(truth.troubles).toEqual({
      duplicateOrderId: null,
      missingRateDate: null,
      missingSpendDays: 0,
    });
    const ids = readTable(directory, 'orders').map((row) => row.get('order_id'));
    expect(new Set(ids).size).toBe(ids.length);
    const days = (Date.UTC(2026, 10, 23) - Date.UTC(2023, 10, 1)) / 86_400_000;
    expect(readTable(directory, 'fx_rates')).toHaveLength(days);
  });

  it('may be marketing spend that is two days late', async () => {
    const last = (directory: string) =>
      readTable(directory, 'marketing_spend').at(-1)?.get('spend_date');
    expect(last((await write('in-time')).directory)).toBe('2026-11-22');
    const late = await write('late', { lateSpend: true });
    expect(last(late.directory)).toBe('2026-11-20');
    expect(late.truth.troubles.missingSpendDays).toBe(2);
  });
});

describe('options', () => {
  it.each([
    [{ asOf: '2026-11-24' }, 'asOf "2026-11-24" is not a Monday'],
    [{ asOf: 'monday' }, 'asOf "monday" is not a Monday'],
    [{ customers: 0 }, 'customers 0 must be'],
    [{ customers: 2.5 }, 'customers 2.5 must be'],
    [{ ordersPerCustomer: 1 }, 'ordersPerCustomer 1 must be'],
  ])('%j are refused', async (options, message) => {
    const refusal = await write('refused', options).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(SampleShopOptionError);
    expect(String(refusal)).toContain(message);
  });
});
