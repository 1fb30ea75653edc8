import * as z from 'zod';
import {
  changeEntry,
  createEntry,
  type Entry,
  type Place,
  readEntry,
  replaceEntry,
} from '#lib/runs/entry.ts';
import { identityHash } from '#lib/runs/identity-hash.ts';
import type { RunStore } from '#lib/runs/run-store.ts';
import { Problem } from './problem.ts';

/** A request that may arrive twice. */
export interface OnceRequest {
  /** Reference of the caller: keys of two callers never meet. */
  readonly principal: string;
  readonly route: string;
  readonly key: string;
  readonly payload: unknown;
}

/** What is sent back, now and at every repetition, byte by byte. */
const answer = z.object({ status: z.int(), location: z.string(), body: z.string() });
export type Answer = z.output<typeof answer>;

const idem = z.object({
  payloadHash: z.string(),
  /** What the request came to mean when it first came, as JSON: a repetition after midnight means the same. */
  resolved: z.string(),
  /** Null while the request is open. */
  answer: answer.nullable(),
  openedAt: z.string(),
  expiresAt: z.string(),
});
type Idem = z.output<typeof idem>;

const OPEN_MS = 60_000;
const KEPT_MS = 7 * 86_400_000;

/** How a request is understood and done. `request` is its own hash, the same at every repetition. */
export interface Once {
  /** Understands a new request; a `Problem` that it throws is answered and not kept. */
  readonly resolve: (request: string) => Promise<string>;
  /** Does it, or does again what a broken-off attempt left; what it throws leaves the request open. */
  readonly perform: (resolved: string, request: string) => Promise<Answer>;
}

/**
 * Answers a request once, and the same ever after. Of several at once one does it and the others get 409; one that
 * was broken off is taken over after a minute. Throws a `Problem` of 409 or 422.
 */
export async function answerOnce(
  books: RunStore,
  { principal, route, key, payload }: OnceRequest,
  once: Once,
): Promise<Answer & { readonly replayed: boolean }> {
  const request = identityHash({ principal, route, key });
  const place: Place<Idem> = { key: `idem/${request}`, schema: idem };
  const payloadHash = identityHash(payload);
  const begun = await begin(books, place, {
    payloadHash,
    resolve: () => once.resolve(request),
  });
  if (begun.answer) return { ...begun.answer, replayed: true };
  const done = await once.perform(begun.resolved, request);
  await close(books, place, done);
  return { ...done, replayed: false };
}

/** The request as it was answered, or as this attempt alone is now to answer it. */
async function begin(
  books: RunStore,
  place: Place<Idem>,
  {
    payloadHash,
    resolve,
  }: { readonly payloadHash: string; readonly resolve: () => Promise<string> },
): Promise<Idem> {
  for (;;) {
    const found = await readEntry(books.store, place);
    const known = keptFor(found, books.clock());
    if (known?.answer && known.payloadHash === payloadHash) return known;
    const resolved = known ? takenOver(known, payloadHash, books.clock()) : await resolve();
    const value = opened({ payloadHash, resolved, at: books.clock() });
    if (await write(books, place, { found, value })) return value;
  }
}

const keptFor = (found: Entry<Idem> | null, now: Date): Idem | null =>
  found !== null && found.value.expiresAt > now.toISOString() ? found.value : null;

/** What an attempt of more than a minute ago had understood. */
function takenOver({ payloadHash, openedAt, resolved }: Idem, asked: string, now: Date): string {
  if (payloadHash !== asked) throw new Problem('key-reused');
  const left = Date.parse(openedAt) + OPEN_MS - now.getTime();
  if (left > 0) throw new Problem('in-progress', { retryAfter: Math.ceil(left / 1000) });
  return resolved;
}

function opened(begun: {
  readonly payloadHash: string;
  readonly resolved: string;
  readonly at: Date;
}): Idem {
  const { payloadHash, resolved, at } = begun;
  return {
    payloadHash,
    resolved,
    answer: null,
    openedAt: at.toISOString(),
    expiresAt: new Date(at.getTime() + KEPT_MS).toISOString(),
  };
}

/** False where another attempt was quicker. */
async function write(
  books: RunStore,
  place: Place<Idem>,
  { found, value }: { readonly found: Entry<Idem> | null; readonly value: Idem },
): Promise<boolean> {
  const written =
    found === null
      ? await createEntry(books, place, value)
      : await replaceEntry(books, place, { entry: found, value });
  return typeof written !== 'string';
}

const close = (books: RunStore, place: Place<Idem>, done: Answer): Promise<Entry<Idem> | null> =>
  changeEntry(books, place, (now) => (now.answer ? null : { ...now, answer: done }));
