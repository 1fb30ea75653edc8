import { cp, mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { takeSnapshot } from '#lib/intake/take-snapshot.ts';
import type { RunStore } from '#lib/runs/run-store.ts';
import { crashingStore } from '../../test/fixtures/crashing-store.ts';
import { atEveryCrash, diesIn } from '../../test/fixtures/every-crash.ts';
import { CANARY, PERSONAL_TABLES, plantedDelivery } from '../../test/fixtures/planted-person.ts';
import { testBooks } from '../../test/fixtures/run-books.ts';
import { type ErasedPersons, NOBODY_ERASED } from './erased-persons.ts';
import { landedSnapshot } from './landed-manifest.ts';
import { rewriteLanded } from './rewrite-landed.ts';
import { currentLanding } from './superseded.ts';

const ERASED: ErasedPersons = {
  version: 'list',
  isEmpty: false,
  includes: (id) => id === CANARY.id,
};

let folder = '';
let delivered = '';
let places = 0;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rewrite-'));
  delivered = join(folder, 'delivered');
  await takeSnapshot({
    sources: await plantedDelivery(join(folder, 'data'), true),
    landingDirectory: delivered,
    loadedAt: new Date('2026-11-22T12:00:00Z'),
  });
}, 60_000);
afterAll(() => rm(folder, { recursive: true }));

async function machine(): Promise<string> {
  places += 1;
  const root = join(folder, `machine-${places}`);
  await cp(delivered, join(root, 'landed'), { recursive: true });
  return root;
}

const rewrite = (books: RunStore, root: string, persons = ERASED) =>
  rewriteLanded(books, persons, { root, memoryLimitMb: 200 });

/** Rows of every table; the person and an alias of theirs are two of five. */
async function rowsIn(root: string): Promise<number[]> {
  const snapshot = await landedSnapshot(join(root, 'landed'));
  return Object.values(snapshot?.tables ?? {}).map(({ accepted }) => accepted);
}

const without = PERSONAL_TABLES.map(() => 3);

it('puts a landing without the person in the place of the old one, which names its successor', async () => {
  const [books, root] = [testBooks(), await machine()];
  const before = await landedSnapshot(join(root, 'landed'));
  await rewrite(books, root);
  const after = await landedSnapshot(join(root, 'landed'));
  expect(await rowsIn(root)).toEqual(without);
  expect(await readdir(root)).toEqual(['landed']);
  expect(await currentLanding(books, before?.hash ?? '')).toBe(after?.hash);
  expect(after?.hash).not.toBe(before?.hash);
  await rewrite(books, root);
  expect((await landedSnapshot(join(root, 'landed')))?.hash).toBe(after?.hash);
});

it('leaves a landing without anybody of the list, and a machine without one, as they are', async () => {
  const [books, root] = [testBooks(), await machine()];
  await rewrite(books, root, NOBODY_ERASED);
  expect(await rowsIn(root)).toEqual(PERSONAL_TABLES.map(() => 5));
  await rewrite(books, join(folder, 'none'));
  expect(await books.store.list('')).toEqual([]);
});

it('is done again after a crash before or after it names the successor', async () => {
  const points = await atEveryCrash(async (fuse) => {
    const [books, root] = [testBooks(), await machine()];
    const dying = { ...books, store: crashingStore(books.store, fuse) };
    const died = await diesIn(rewrite(dying, root));
    await rewrite(books, root);
    expect(await rowsIn(root)).toEqual(without);
    expect(await readdir(root)).toEqual(['landed']);
    return died;
  });
  expect(points).toBe(2);
});

it('goes on where the old landing was on its way out, or out, and where the new one was half written', async () => {
  const [books, root] = [testBooks(), await machine()];
  await rewrite(books, root);
  await rename(join(root, 'landed'), join(root, 'landed-next'));
  await cp(delivered, join(root, 'landed-gone'), { recursive: true });
  await rewrite(books, root);
  expect([await rowsIn(root), await readdir(root)]).toEqual([without, ['landed']]);

  const swapped = await machine();
  await cp(delivered, join(swapped, 'landed-gone'), { recursive: true });
  await rewrite(books, swapped);
  expect([await rowsIn(swapped), await readdir(swapped)]).toEqual([without, ['landed']]);

  const half = await machine();
  await mkdir(join(half, 'landed-next'));
  await writeFile(join(half, 'landed-next/orders.parquet'), 'PAR1');
  await rewrite(books, half);
  expect([await rowsIn(half), await readdir(half)]).toEqual([without, ['landed']]);
});
