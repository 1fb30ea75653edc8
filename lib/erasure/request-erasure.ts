import { append, appendAtHead, headOf, readChain } from '#lib/chain/chain.ts';
import {
  copyErasureList,
  type ErasureRequest,
  erasureListVersion,
  type Pseudonym,
  requestErasure,
} from '#lib/runs/erasure-list.ts';
import { identityHash } from '#lib/runs/identity-hash.ts';
import { sharePseudonymKey } from '#lib/runs/pseudonym-key.ts';
import type { RunStore } from '#lib/runs/run-store.ts';
import { KEY_VERSION, PseudonymKeyError } from './erased-persons.ts';

/**
 * From now on no run sees this person. First the row, which every later run reads, then its marker in the chain, which
 * stops a release that is under way. A crash between leaves the marker to `markErasures`.
 */
export async function eraseFromNowOn(
  books: RunStore,
  receipt: string,
  person: Pseudonym,
): Promise<ErasureRequest> {
  const row = await requestErasure(books, receipt, person);
  await appendAtHead(books.store, {
    kind: 'erasure',
    erasureListVersion: await erasureListVersion(books),
  });
  return row;
}

const NO_REQUESTS = identityHash([]);

/** Adds the marker that a crash kept from the chain. */
export async function markErasures(books: RunStore): Promise<void> {
  for (;;) {
    const version = await erasureListVersion(books);
    const entries = await readChain(books.store);
    const marked = entries.findLast((entry) => entry.kind === 'erasure')?.erasureListVersion;
    if ((marked ?? NO_REQUESTS) === version) return;
    const body = { kind: 'erasure', erasureListVersion: version } as const;
    if ((await append(books.store, headOf(entries), body)) !== 'moved') return;
  }
}

/**
 * Brings the newest list, and its key, into a ledger that was restored from an older copy, before anything is read from
 * it. Throws `PseudonymKeyError` where the copy has a key of its own.
 */
export async function replayErasures(
  newest: Pick<RunStore, 'store'>,
  restored: RunStore,
): Promise<void> {
  if (!(await sharePseudonymKey(newest, restored))) throw new PseudonymKeyError(KEY_VERSION);
  await copyErasureList(newest, restored);
  await markErasures(restored);
}
