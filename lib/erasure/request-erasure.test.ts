import { expect, it } from 'vitest';
import { readChain } from '#lib/chain/chain.ts';
import { erasureListVersion, pseudonymWith } from '#lib/runs/erasure-list.ts';
import type { RunStore } from '#lib/runs/run-store.ts';
import { crashingStore } from '../../test/fixtures/crashing-store.ts';
import { atEveryCrash, diesIn } from '../../test/fixtures/every-crash.ts';
import { testBooks } from '../../test/fixtures/run-books.ts';
import { pseudonymsOf, readErasedPersons } from './erased-persons.ts';
import { eraseFromNowOn, markErasures, replayErasures } from './request-erasure.ts';

const key = (size: number) => new Uint8Array(size).fill(7);
const otherKey = (size: number) => new Uint8Array(size).fill(8);

async function erase(books: RunStore, receipt: string, id: string): Promise<void> {
  const pseudonymOf = await pseudonymsOf(books, key);
  await eraseFromNowOn(books, receipt, pseudonymOf(id));
}

const markers = async ({ store }: RunStore): Promise<(string | undefined)[]> =>
  (await readChain(store)).map((entry) =>
    entry.kind === 'erasure' ? entry.erasureListVersion : undefined,
  );

it('puts the row on the list, then the version of the list in the chain, and no pseudonym there', async () => {
  const books = testBooks();
  await erase(books, 'r1', 'C-17');
  await erase(books, 'r2', 'C-18');
  const persons = await readErasedPersons(books);
  expect(['C-17', ' C-18\n', 'C-19'].map(persons.includes)).toEqual([true, true, false]);
  expect((await markers(books)).at(-1)).toBe(persons.version);
  const pseudonym = pseudonymWith(key(32), '1')('C-17').pseudonym;
  for (const name of await books.store.list('chain/')) {
    const body = new TextDecoder().decode((await books.store.get(name))?.body);
    expect(body).not.toContain(pseudonym);
  }
});

it('needs no more than the sweep after a crash anywhere: a row has its marker, and once', async () => {
  const points = await atEveryCrash(async (fuse) => {
    const books = testBooks();
    await erase(books, 'r0', 'C-1');
    const dying = { ...books, store: crashingStore(books.store, fuse) };
    const died = await diesIn(erase(dying, 'r1', 'C-17'));
    await markErasures(books);
    await markErasures(books);
    const found = await markers(books);
    expect(found.at(-1)).toBe(await erasureListVersion(books));
    expect(new Set(found).size).toBe(found.length);
    return died;
  });
  expect(points).toBeGreaterThan(10);
});

it('marks nothing where nobody was erased', async () => {
  const books = testBooks();
  await markErasures(books);
  expect(await books.store.list('')).toEqual([]);
});

it('brings list and key into an older copy, and refuses one with a key of its own', async () => {
  const newest = testBooks();
  await erase(newest, 'r1', 'C-17');
  const restored = testBooks();
  await replayErasures(newest, restored);
  await replayErasures(newest, restored);
  expect((await readErasedPersons(restored)).includes('C-17')).toBe(true);
  expect(await markers(restored)).toEqual([(await readErasedPersons(newest)).version]);

  const stranger = testBooks();
  await pseudonymsOf(stranger, otherKey);
  await expect(replayErasures(newest, stranger)).rejects.toThrow('restore control/pseudonym-key');
  expect(await stranger.store.list('erasure/')).toEqual([]);
});

it('lets nobody read a list whose key is gone', async () => {
  const books = testBooks();
  await erase(books, 'r1', 'C-17');
  await books.store.remove('control/pseudonym-key');
  await expect(readErasedPersons(books)).rejects.toThrow('key version "1"');
});
