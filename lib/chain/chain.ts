import { identityHash } from '#lib/runs/identity-hash.ts';
import { canonicalJson } from '#lib/runs/run-identity.ts';
import type { Store } from '#lib/store/store.ts';
import { type ChainBody, type ChainEntry, chainEntry, type PolicyBody } from './chain-body.ts';

/** The newest entry of a chain, by which the next one is linked. */
export interface ChainHead {
  /** 0 where there is no entry yet. */
  readonly seq: number;
  readonly hash: string | null;
}

/** An entry is missing before the newest one. */
export class ChainGapError extends Error {
  override readonly name = 'ChainGapError';
  constructor(seq: number) {
    super(`chain entry ${seq} is missing: restore "${keyOf(seq)}" from its locked version`);
  }
}

/** An entry is not what was written, or does not follow the one before it. */
export class ChainBrokenError extends Error {
  override readonly name = 'ChainBrokenError';
  constructor(key: string, why: string) {
    super(`"${key}" ${why}: restore its locked version`);
  }
}

type ChainFault = ChainGapError | ChainBrokenError;

export interface CheckedChain {
  readonly entries: readonly ChainEntry[];
  readonly fault: ChainFault | null;
}

const FOLDER = 'chain/';
const DIGITS = 12;

/** Key of an entry; keys sort as their entries do. */
export const keyOf = (seq: number): string => `${FOLDER}${String(seq).padStart(DIGITS, '0')}`;

export const headOf = (entries: readonly ChainEntry[]): ChainHead => {
  const last = entries.at(-1);
  return last === undefined ? { seq: 0, hash: null } : { seq: last.seq, hash: last.hash };
};

/** The newest entry's link, without reading the others. Throws `ChainGapError` and `ChainBrokenError`. */
export async function readHead(store: Store): Promise<ChainHead> {
  const seq = await lastSeq(store);
  return headOf(seq === 0 ? [] : [await readEntry(store, seq)]);
}

/** Every entry, each checked and linked to the one before. Throws `ChainGapError` and `ChainBrokenError`. */
export async function readChain(store: Store): Promise<readonly ChainEntry[]> {
  const { entries, fault } = await checkChain(store);
  if (fault !== null) throw fault;
  return entries;
}

/** The entries from the first on that are sound, and what is wrong with the one after them. */
export async function checkChain(store: Store): Promise<CheckedChain> {
  const keys = await store.list(FOLDER);
  const found = await Promise.all(keys.map((key, index) => checkedEntry(store, key, index + 1)));
  const entries: ChainEntry[] = [];
  for (const entry of found) {
    if (entry instanceof Error) return { entries, fault: entry };
    if (entry.previous !== headOf(entries).hash)
      return { entries, fault: new ChainBrokenError(keyOf(entry.seq), 'follows another entry') };
    entries.push(entry);
  }
  return { entries, fault: null };
}

/**
 * Writes the entry after a head. `moved`: another entry has the place, so what was decided on this head must be
 * decided again. The same body on the same head is the same entry: a repeat after a crash or a lost answer succeeds.
 * Throws what the store throws where the write stays unclear and did not take place.
 */
export async function append(
  store: Store,
  head: ChainHead,
  body: ChainBody,
): Promise<ChainEntry | 'moved'> {
  const seq = head.seq + 1;
  const linked = { ...body, seq, previous: head.hash };
  const entry = chainEntry.parse({ ...linked, hash: identityHash(linked) });
  const bytes = bytesOf(entry);
  const key = keyOf(seq);
  const lost = await store.createIfAbsent(key, bytes).then(
    () => null,
    (error: unknown) => ({ error }),
  );
  const stored = await store.get(key);
  if (stored === null && lost !== null) throw lost.error;
  return stored !== null && Buffer.compare(stored.body, bytes) === 0 ? entry : 'moved';
}

/** Writes an entry at the head, whatever comes between: for bodies that are decided on no head. */
export async function appendAtHead(store: Store, body: ChainBody): Promise<ChainEntry> {
  for (;;) {
    const entry = await append(store, await readHead(store), body);
    if (entry !== 'moved') return entry;
  }
}

/** Stands for the rules of the gate in a release and in its memo. */
export const policyVersionOf = ({ k, p, scopeHash, catalogueHash }: Omit<PolicyBody, 'kind'>) =>
  identityHash({ k, p, scopeHash, catalogueHash });

/** Number of the newest entry; none of those before it may be missing. */
async function lastSeq(store: Store): Promise<number> {
  const keys = await store.list(FOLDER);
  const fault = keys.map((key, index) => misplaced(key, index + 1)).find((found) => found !== null);
  if (fault) throw fault;
  return keys.length;
}

function misplaced(key: string, seq: number): ChainFault | null {
  if (key === keyOf(seq)) return null;
  return /^chain\/\d{12}$/.test(key)
    ? new ChainGapError(seq)
    : new ChainBrokenError(key, 'is no entry');
}

const checkedEntry = async (
  store: Store,
  key: string,
  seq: number,
): Promise<ChainEntry | ChainFault> =>
  misplaced(key, seq) ??
  readEntry(store, seq).catch((error: unknown) => {
    if (error instanceof ChainGapError || error instanceof ChainBrokenError) return error;
    throw error;
  });

async function readEntry(store: Store, seq: number): Promise<ChainEntry> {
  const key = keyOf(seq);
  const stored = await store.get(key);
  if (stored === null) throw new ChainGapError(seq);
  const entry = parse(stored.body);
  if (entry === null || Buffer.compare(bytesOf(entry), stored.body) !== 0)
    throw new ChainBrokenError(key, 'is not an entry as it was written');
  const { hash, ...linked } = entry;
  if (entry.seq !== seq || hash !== identityHash(linked))
    throw new ChainBrokenError(key, 'holds something else than its hash says');
  return entry;
}

function parse(body: Uint8Array): ChainEntry | null {
  try {
    return chainEntry.parse(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body)));
  } catch {
    return null;
  }
}

const bytesOf = (entry: ChainEntry): Uint8Array => new TextEncoder().encode(canonicalJson(entry));
