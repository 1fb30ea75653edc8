import * as z from 'zod';
import type { Store, Written } from '#lib/store/store.ts';
import type { RunStore } from './run-store.ts';

/** Where an object lies and what it holds. */
export interface Place<T> {
  readonly key: string;
  readonly schema: z.ZodType<T>;
}

/** A stored object that may change: each write raises `rev`, so no tag of a key ever comes back. */
export interface Entry<T> {
  readonly value: T;
  readonly rev: number;
  readonly etag: string;
}

/** A stored object that is not what its key says; the message names the key and no content. */
export class StoredEntryError extends Error {
  override readonly name = 'StoredEntryError';
  constructor(key: string, options?: ErrorOptions) {
    super(`the object under "${key}" is not readable: restore its last version`, options);
  }
}

const marks = z.object({ rev: z.int(), writeId: z.string() });

export async function readEntry<T>(store: Store, { key, schema }: Place<T>) {
  const stored = await store.get(key);
  return stored === null ? null : { ...parse(key, schema, stored.body), etag: stored.etag };
}

/** `exists` also where an equal value was there before: only the writer of a key may go on as its owner. */
export async function createEntry<T extends object>(
  books: RunStore,
  { key }: Place<T>,
  value: T,
): Promise<Entry<T> | 'exists'> {
  const etag = await settle(books, { key, value, rev: 1, before: null });
  return etag === null ? 'exists' : { value, rev: 1, etag };
}

/** Writes only over the very entry that was read. */
export async function replaceEntry<T extends object>(
  books: RunStore,
  { key }: Place<T>,
  { entry, value }: { readonly entry: Entry<T>; readonly value: T },
): Promise<Entry<T> | 'conflict'> {
  const rev = entry.rev + 1;
  const etag = await settle(books, { key, value, rev, before: entry.etag });
  return etag === null ? 'conflict' : { value, rev, etag };
}

/** Changes what is there, again after each write that came between; null leaves it. Null where nothing is there. */
export async function changeEntry<T extends object>(
  books: RunStore,
  place: Place<T>,
  change: (value: T) => T | null,
): Promise<Entry<T> | null> {
  for (;;) {
    const entry = await readEntry(books.store, place);
    const value = entry && change(entry.value);
    if (entry === null || value === null) return entry;
    const written = await replaceEntry(books, place, { entry, value });
    if (written !== 'conflict') return written;
  }
}

/** As `changeEntry`, and starts from `initial` where nothing is there. */
export async function putEntry<T extends object>(
  books: RunStore,
  place: Place<T>,
  { initial, change }: { readonly initial: T; readonly change: (value: T) => T | null },
): Promise<Entry<T>> {
  for (;;) {
    const changed = await changeEntry(books, place, change);
    if (changed !== null) return changed;
    const created = await createEntry(books, place, initial);
    if (created !== 'exists') return created;
  }
}

interface Wanted {
  readonly key: string;
  readonly value: object;
  readonly rev: number;
  readonly before: string | null;
}

const ROUNDS = 3;

/**
 * The tag of a write that took effect, or null where another one stands. An answer that got lost is looked up: the
 * own `writeId` there is a success, the tag from before means the same bytes go out again.
 */
async function settle(
  { store, randomId }: RunStore,
  { key, value, rev, before }: Wanted,
): Promise<string | null> {
  const writeId = randomId();
  const body = new TextEncoder().encode(JSON.stringify({ rev, writeId, ...value }));
  let lost: unknown;
  for (let round = 0; round < ROUNDS; round += 1) {
    const answer = await write(store, { key, body, before }).catch((error: unknown) => {
      lost = error;
      return 'unclear' as const;
    });
    if (typeof answer !== 'string') return answer.etag;
    const now = await store.get(key);
    if (now !== null && parse(key, marks, now.body).value.writeId === writeId) return now.etag;
    if (answer !== 'unclear' || (now?.etag ?? null) !== before) return null;
  }
  throw lost;
}

const write = (
  store: Store,
  { key, body, before }: Pick<Wanted, 'key' | 'before'> & { readonly body: Uint8Array },
): Promise<Written | 'exists' | 'conflict'> =>
  before === null ? store.createIfAbsent(key, body) : store.replaceIfMatch(key, body, before);

function parse<T>(key: string, schema: z.ZodType<T>, body: Uint8Array) {
  try {
    const json: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
    return { value: schema.parse(json), rev: marks.parse(json).rev };
  } catch (cause) {
    throw new StoredEntryError(key, { cause });
  }
}
