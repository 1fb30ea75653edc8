import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { DuckDBInstance } from '@duckdb/node-api';
import { writeXlsx } from 'hucre';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { amountNeedles, idNeedles, pseudonymNeedle, textNeedle } from './needle.ts';
import { scanFolder } from './scan-folder.ts';
import type { MayHold } from './scan-receipt.ts';

const ID = 'CANARY-4711';
const PSEUDONYM = 'f00dfeed'.repeat(8);
const NEEDLES = [
  ...idNeedles(ID),
  pseudonymNeedle(PSEUDONYM),
  textNeedle('ann@example.com'),
  ...amountNeedles('48213.37'),
];

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'scan-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function scanned(files: Readonly<Record<string, string | Uint8Array>>, mayHold?: MayHold) {
  const root = await mkdtemp(join(folder, 'store-'));
  for (const [name, content] of Object.entries(files)) {
    await mkdir(join(root, name, '..'), { recursive: true });
    await writeFile(join(root, name), content);
  }
  return scanFolder({
    store: 'test',
    folder: root,
    needles: NEEDLES,
    mayHold: mayHold ?? (() => false),
    memoryLimitMb: 200,
  });
}

async function parquet(name: string, select: string): Promise<string> {
  const path = join(folder, name);
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  await connection.run(`copy (${select}) to '${path}' (format parquet, compression zstd)`);
  connection.closeSync();
  instance.closeSync();
  return path;
}

it('finds nothing where nothing is, and counts what it read', async () => {
  const clean = await scanned({ 'a/one': 'CANARY-47110 XCANARY-4711', two: '' });
  expect(clean).toEqual({ store: 'test', objects: 2, bytes: 25, found: [] });
});

it('finds a person in bytes, packed bytes and workbooks, and says where and what kind alone', async () => {
  const sheet = { name: 'Orders', rows: [['customer'], [ID]] };
  const { found } = await scanned({
    'memo/plain': `{"id":"${ID}"}`,
    'memo/packed': gzipSync(`x,${ID},ann@example.com`),
    'out/workbook.xlsx': await writeXlsx({ sheets: [sheet] }),
    'runs/pseudonym': PSEUDONYM,
    'runs/amount': 'total 48213.37',
  });
  expect(found.map(({ object, kind }) => `${object} ${kind}`).sort()).toEqual([
    'memo/packed id',
    'memo/packed text',
    'memo/plain id',
    'out/workbook.xlsx id',
    'runs/amount amount',
    'runs/pseudonym pseudonym',
  ]);
  expect(JSON.stringify(found)).not.toContain(ID);
});

it.each([
  ['a text', `select '${ID}' as a`, 'id'],
  ['a list', `select ['${ID}'] as a`, 'id'],
  ['the value of a map', `select map {'k': 'ann@example.com'} as a`, 'text'],
  ['a decimal of four places', 'select cast(48213.37 as decimal(18, 4)) as a', 'amount'],
])('finds %s in a compressed Parquet file whose bytes do not show it', async (what, sql, kind) => {
  const path = await parquet(`${what.replaceAll(' ', '-')}.parquet`, sql);
  const { found } = await scanned({ 'landed/one': await readFile(path) });
  expect(found.map((one) => one.kind)).toContain(kind);
});

it('finds a person in the name of an object and does not repeat the name', async () => {
  const { found } = await scanned({ [`files/${ID}.txt`]: ID });
  expect(found.map(({ object }) => object)).toEqual([
    '(the name of an object)',
    '(a named object)',
  ]);
});

it('passes over what a store may hold', async () => {
  const files = { 'erasure/r1': PSEUDONYM, 'memo/r1': PSEUDONYM };
  const { found } = await scanned(
    files,
    (object, kind) => kind === 'pseudonym' && object.startsWith('erasure/'),
  );
  expect(found.map(({ object }) => object)).toEqual(['memo/r1']);
});
