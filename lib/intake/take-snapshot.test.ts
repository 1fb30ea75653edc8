import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { landedColumns } from '#lib/contract/tables.ts';
import type { SourceSpec } from './source-spec.ts';
import { takeSnapshot } from './take-snapshot.ts';

const LOADED_AT = new Date('2026-11-22T12:00:00Z');
let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'snapshot-'));
});
afterAll(() => rm(folder, { recursive: true }));

let landings = 0;
async function land(sources: readonly SourceSpec[], threads = 2) {
  landings += 1;
  const landingDirectory = join(folder, `landing-${landings}`);
  const snapshot = await takeSnapshot({ sources, landingDirectory, loadedAt: LOADED_AT, threads });
  return { snapshot, landingDirectory };
}

async function write(name: string, lines: readonly string[]): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, `${lines.join('\n')}\n`);
  return path;
}

async function rowsOf(path: string, columns: string): Promise<Record<string, unknown>[]> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  const reader = await connection.runAndReadAll(`select ${columns} from read_parquet('${path}')`);
  connection.closeSync();
  instance.closeSync();
  return reader.getRowObjectsJson();
}

const digest = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex');

const MINIMUM = 'customer_id,ordered_at,net_amount,currency';

describe('a snapshot of four columns', () => {
  const lines = [
    'c2,2026-01-03T10:00:00Z,5.00,EUR',
    'c1,2026-01-02T10:00:00+02:00,10.50,EUR',
    'c1,2026-01-02T08:00:00Z,10.50,EUR',
    ',2026-01-04T00:00:00Z,1.25,USD',
  ];

  it('lands every column of the contract, in order of time, with what was not sent unknown', async () => {
    const file = await write('four.csv', [MINIMUM, ...lines]);
    const { snapshot } = await land([{ table: 'orders', files: [file] }]);
    const rows = await rowsOf(snapshot.tables.orders?.path ?? '', '*');
    expect(Object.keys(rows[0] ?? {})).toEqual(landedColumns('orders').map(({ name }) => name));
    expect(rows.map((row) => [row['ordered_at'], row['customer_id'], row['net_amount']])).toEqual([
      ['2026-01-02 08:00:00', 'c1', '10.5000'],
      ['2026-01-02 08:00:00', 'c1', '10.5000'],
      ['2026-01-03 10:00:00', 'c2', '5.0000'],
      ['2026-01-04 00:00:00', null, '1.2500'],
    ]);
    expect(rows[0]).toMatchObject({
      status: null,
      source: 'orders',
      op: 'upsert',
      updated_at: '2026-11-22 12:00:00',
      ingested_at: '2026-11-22 12:00:00',
    });
  });

  it('tells equal orders apart and gives the same ids whatever the order of rows', async () => {
    const forward = await land([
      { table: 'orders', files: [await write('forward.csv', [MINIMUM, ...lines])] },
    ]);
    const reversed = await land([
      { table: 'orders', files: [await write('reversed.csv', [MINIMUM, ...lines.toReversed()])] },
    ]);
    const rows = await rowsOf(forward.snapshot.tables.orders?.path ?? '', 'order_id');
    expect(new Set(rows.map((row) => row['order_id'])).size).toBe(4);
    expect(reversed.snapshot.tables.orders?.sha256).toBe(forward.snapshot.tables.orders?.sha256);
  });

  it('sums each currency apart, to the last decimal', async () => {
    const file = await write('sums.csv', [MINIMUM, ...lines]);
    const { snapshot } = await land([{ table: 'orders', files: [file] }]);
    const none = { quarantined: '0.0000', duplicates: '0.0000', column: 'net_amount' };
    expect(snapshot.tables.orders?.amounts).toEqual([
      { ...none, currency: 'EUR', delivered: '26.0000', accepted: '26.0000' },
      { ...none, currency: 'USD', delivered: '1.2500', accepted: '1.2500' },
    ]);
    expect(snapshot.tables.orders?.watermark).toBe('2026-01-04T00:00:00Z');
  });
});

const HEADER = `order_id,${MINIMUM},channel`;
const rows = Array.from({ length: 40_000 }, (_, n) => {
  const time = new Date(Date.UTC(2024, 0, 1) + ((n * 7919) % 60_000) * 1_000_000).toISOString();
  return `o${n},c${n % 977},${time},${n % 300}.${10 + (n % 90)},${n % 5 === 0 ? 'USD' : 'EUR'},web`;
});
const sevenfold = (row: string) => Array.from({ length: 7 }, (_, n) => `${n}${row}`);
const bad = 'o99999,c1,2024-01-01T00:00:00Z,oops,EUR,web';
const delivered = [HEADER, ...rows, rows[7] ?? '', bad];

describe('a snapshot of many rows', () => {
  it('conserves rows and amounts, as plain addition says', async () => {
    const file = await write('many.csv', delivered);
    const { snapshot } = await land([{ table: 'orders', files: [file] }]);
    const cents = { EUR: 0, USD: 0 };
    for (const row of rows) {
      const [, , , amount = '', currency] = row.split(',');
      cents[currency === 'USD' ? 'USD' : 'EUR'] += Number(amount.replace('.', ''));
    }
    expect(snapshot.tables.orders).toMatchObject({
      delivered: 40_002,
      accepted: 40_000,
      quarantined: 1,
      duplicates: 1,
      amounts: [
        { currency: 'EUR', accepted: `${(cents.EUR / 100).toFixed(2)}00`, duplicates: '7.1700' },
        { currency: 'USD', accepted: `${(cents.USD / 100).toFixed(2)}00`, duplicates: '0.0000' },
      ],
    });
  });
});

describe('two snapshots', () => {
  it.each([
    ['with rows to set aside and leave out', delivered],
    ['that the engine reads in several pieces', [HEADER, ...rows.flatMap(sevenfold)]],
  ])('write the same bytes for a file %s, whatever the number of threads', async (_, lines) => {
    const file = await write('same.csv', lines);
    const spec: SourceSpec = { table: 'orders', files: [file] };
    const digests: string[][] = [];
    for (const threads of [1, 2, 4]) {
      const { landingDirectory } = await land([spec], threads);
      const names = readdirSync(landingDirectory, { recursive: true, encoding: 'utf8' }).sort();
      expect(names).toEqual([
        'manifest.json',
        'orders.parquet',
        'quarantine',
        'quarantine/orders.jsonl',
      ]);
      digests.push(
        names
          .filter((name) => name.includes('.'))
          .map((name) => digest(join(landingDirectory, name))),
      );
    }
    expect(digests[1]).toEqual(digests[0]);
    expect(digests[2]).toEqual(digests[0]);
  });

  it('has the hash of its files and mappings, not of the hour or the folder', async () => {
    const file = await write('same.csv', delivered);
    const spec: SourceSpec = { table: 'orders', files: [file] };
    const first = await land([spec]);
    const landingDirectory = join(folder, 'another');
    const later = new Date('2027-01-01T00:00:00Z');
    const second = await takeSnapshot({ sources: [spec], landingDirectory, loadedAt: later });
    expect(second.hash).toBe(first.snapshot.hash);
    const other = await land([{ ...spec, assumeTimeZone: 'UTC' }]);
    expect(other.snapshot.hash).not.toBe(first.snapshot.hash);
  });
});

it('finds every row of many files in its own file and line', async () => {
  const files: string[] = [];
  const bad: string[] = [];
  for (let n = 0; n < 120; n += 1) {
    const name = `day-${String(n).padStart(3, '0')}.csv`;
    const rows = Array.from(
      { length: n % 40 === 7 ? 1000 : 1 + (n % 5) },
      (_, row) => `d${n}-${row},c1,2026-01-01T00:00:00Z,1.00,EUR,web`,
    );
    if (rows.length === 1000) {
      rows[n * 7] = 'bad,c1,2026-01-01T00:00:00Z,-1,EUR,web';
      bad.push(`${name}:${n * 7 + 2}`);
    }
    files.push(await write(name, [HEADER, ...rows]));
  }
  const { snapshot } = await land([{ table: 'orders', files: files.toReversed() }]);
  const { rejects = [], files: landed = [], accepted } = snapshot.tables.orders ?? {};
  expect(rejects.map(({ file, line }) => `${file}:${line}`)).toEqual(bad);
  expect(bad).toHaveLength(3);
  expect(accepted).toBe(landed.reduce((sum, { rows }) => sum + rows, 0) - 3);
});
