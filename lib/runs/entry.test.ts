import { expect, it } from 'vitest';
import * as z from 'zod';
import type { Store } from '#lib/store/store.ts';
import { memoryStore } from '../../test/fixtures/memory-store.ts';
import {
  changeEntry,
  createEntry,
  type Place,
  readEntry,
  replaceEntry,
  StoredEntryError,
} from './entry.ts';
import type { RunStore } from './run-store.ts';

const PLACE: Place<{ n: number }> = { key: 'entry', schema: z.object({ n: z.int() }) };

let writes = 0;

function booksOn(store: Store): RunStore {
  return {
    store,
    clock: () => new Date('2026-11-24T07:00:00Z'),
    randomId: () => {
      writes += 1;
      return `write-${writes}`;
    },
  };
}

/** The first write takes effect, or not, and its answer is lost. */
function losingReply(store: Store, takesEffect: boolean): Store {
  let lost = false;
  const lose = async <T>(write: () => Promise<T>): Promise<T> => {
    if (lost) return write();
    lost = true;
    if (takesEffect) await write();
    throw new Error('connection reset');
  };
  return {
    ...store,
    createIfAbsent: (key, body) => lose(() => store.createIfAbsent(key, body)),
    replaceIfMatch: (key, body, etag) => lose(() => store.replaceIfMatch(key, body, etag)),
  };
}

it.each([true, false])(
  'knows its own write again when the answer is lost (written: %s)',
  async (written) => {
    const store = memoryStore();
    const created = await createEntry(booksOn(losingReply(store, written)), PLACE, { n: 1 });
    expect(created).toMatchObject({ value: { n: 1 }, rev: 1 });
    const entry = await readEntry(store, PLACE);
    if (entry === null) throw new Error('nothing written');
    const replaced = await replaceEntry(booksOn(losingReply(store, written)), PLACE, {
      entry,
      value: { n: 2 },
    });
    expect(replaced).toMatchObject({ value: { n: 2 }, rev: 2 });
    expect((await readEntry(store, PLACE))?.value).toEqual({ n: 2 });
  },
);

it('does not take an equal write of another for its own', async () => {
  const store = memoryStore();
  await createEntry(booksOn(store), PLACE, { n: 1 });
  const other: RunStore = { ...booksOn(losingReply(store, false)), randomId: () => 'other' };
  expect(await createEntry(other, PLACE, { n: 1 })).toBe('exists');
});

it('refuses to replace what was written since, though the content is as before', async () => {
  const books = booksOn(memoryStore());
  await createEntry(books, PLACE, { n: 1 });
  const stale = await readEntry(books.store, PLACE);
  await changeEntry(books, PLACE, () => ({ n: 2 }));
  await changeEntry(books, PLACE, () => ({ n: 1 }));
  if (stale === null) throw new Error('nothing written');
  expect(await replaceEntry(books, PLACE, { entry: stale, value: { n: 3 } })).toBe('conflict');
});

it('loses no change of fifty writers', async () => {
  const books = booksOn(memoryStore());
  await createEntry(books, PLACE, { n: 0 });
  await Promise.all(
    Array.from({ length: 50 }, () => changeEntry(books, PLACE, ({ n }) => ({ n: n + 1 }))),
  );
  expect(await readEntry(books.store, PLACE)).toMatchObject({ value: { n: 50 }, rev: 51 });
});

it('gives up on a store that stays unclear', async () => {
  const down: Store = {
    ...memoryStore(),
    createIfAbsent: () => Promise.reject(new Error('connection reset')),
  };
  await expect(createEntry(booksOn(down), PLACE, { n: 1 })).rejects.toThrow('connection reset');
});

it('names the key of an object that is not readable, and no content', async () => {
  const store = memoryStore();
  await store.createIfAbsent('entry', new TextEncoder().encode('{"n":"secret"'));
  const failure = await readEntry(store, PLACE).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(StoredEntryError);
  expect(String(failure)).toContain('"entry"');
  expect(String(failure)).not.toContain('secret');
});
