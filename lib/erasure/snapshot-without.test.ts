import { readdirSync, readFileSync } from 'node:fs';
import { appendFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Snapshot } from '#lib/intake/snapshot.ts';
import { takeSnapshot } from '#lib/intake/take-snapshot.ts';
import { pseudonymWith, readErasureList, requestErasure } from '#lib/runs/erasure-list.ts';
import {
  ALIAS,
  CANARY,
  PERSONAL_TABLES,
  plantedDelivery,
} from '../../test/fixtures/planted-person.ts';
import { testBooks } from '../../test/fixtures/run-books.ts';
import { openFileEngine } from './duckdb-files.ts';
import { erasedPersons } from './erased-persons.ts';
import { rowsOf } from './person-rows.ts';
import { snapshotWithout } from './snapshot-without.ts';

let folder = '';
let taken: Snapshot;
let without: Snapshot;
let never: Snapshot;

const pseudonymOf = pseudonymWith(new TextEncoder().encode('key'), '1');
const land = async (name: string, planted: boolean): Promise<Snapshot> =>
  takeSnapshot({
    sources: await plantedDelivery(join(folder, `${name}-data`), planted),
    landingDirectory: join(folder, name),
    loadedAt: new Date('2026-11-22T12:00:00Z'),
  });

async function persons(...ids: readonly string[]) {
  const books = testBooks();
  for (const [n, id] of ids.entries()) await requestErasure(books, `r${n}`, pseudonymOf(id));
  return erasedPersons(await readErasureList(books), pseudonymOf);
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'erasure-'));
  never = await land('never', false);
  taken = await land('planted', true);
  const place = { directory: join(folder, 'planted'), memoryLimitMb: 200 };
  without = await snapshotWithout(taken, await persons(CANARY.id), place);
}, 60_000);
afterAll(() => rm(folder, { recursive: true }));

async function contents({ tables }: Snapshot) {
  const engine = await openFileEngine({ memoryLimitMb: 200, folder });
  try {
    const found: Record<string, unknown> = {};
    for (const table of Object.values(tables))
      found[table.table] = await engine.rows(`select * from ${rowsOf(table)} order by all`);
    return found;
  } finally {
    await engine.close();
  }
}

it('plants the person in every table', () => {
  expect(PERSONAL_TABLES.length).toBeGreaterThan(15);
  for (const table of PERSONAL_TABLES)
    expect([table, taken.tables[table]?.accepted]).toEqual([table, 5]);
});

it('leaves the rows of every table that there would be without the person', async () => {
  expect(await contents(without)).toEqual(await contents(never));
});

it('accounts for rows, amounts and times as if the person had never been delivered', () => {
  const accounts = ({ tables }: Snapshot) =>
    Object.values(tables).map(({ path: _p, sha256: _s, files: _f, ...account }) => account);
  expect(accounts(without)).toEqual(accounts(never));
});

it('has another identity than the load with the person', () => {
  expect(without.hash).not.toBe(taken.hash);
  const manifest = JSON.parse(readFileSync(join(folder, 'planted/manifest.json'), 'utf8'));
  expect(manifest.hash).toBe(without.hash);
});

it('leaves nothing of the person below the landing', () => {
  const files = readdirSync(join(folder, 'planted'), { recursive: true, withFileTypes: true });
  const written = files.filter((file) => file.isFile());
  expect(written.length).toBe(PERSONAL_TABLES.length * 2 + 1);
  for (const file of written) {
    const bytes = readFileSync(join(file.parentPath, file.name)).toString('latin1');
    for (const trace of [CANARY.id, ALIAS, CANARY.amount])
      expect([file.name, bytes.includes(trace)]).toEqual([file.name, false]);
  }
});

it('takes an id that was merged into another for the same person', async () => {
  const merged = await land('merged', true);
  const place = { directory: join(folder, 'merged'), memoryLimitMb: 200 };
  const left = await snapshotWithout(merged, await persons(ALIAS), place);
  expect(await contents(left)).toEqual(await contents(never));
});

it('takes visits of nobody known on a device of the person, and leaves those on others', async () => {
  const sources = await plantedDelivery(join(folder, 'visits-data'), true);
  const lines = ['canary', 'one'].map((who) => `,visitor_id-${who},2026-11-18T09:00:00Z,code,\n`);
  await appendFile(join(folder, 'visits-data/touchpoints.csv'), lines.join(''));
  const place = { directory: join(folder, 'visits'), memoryLimitMb: 200 };
  const loadedAt = new Date('2026-11-22T12:00:00Z');
  const landed = await takeSnapshot({ sources, landingDirectory: place.directory, loadedAt });
  const { tables } = await snapshotWithout(landed, await persons(CANARY.id), place);
  expect([landed.tables.touchpoints?.accepted, tables.touchpoints?.accepted]).toEqual([7, 4]);
});

it('gives the load back where nobody of the list is in it', async () => {
  const place = { directory: join(folder, 'planted'), memoryLimitMb: 200 };
  expect(await snapshotWithout(without, await persons('C-nobody'), place)).toBe(without);
  expect(await snapshotWithout(without, await persons(), place)).toBe(without);
});
