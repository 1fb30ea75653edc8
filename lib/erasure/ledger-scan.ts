import { readErasureList } from '#lib/runs/erasure-list.ts';
import type { RunStore } from '#lib/runs/run-store.ts';
import { type Needle, pseudonymNeedle } from './needle.ts';
import type { MayHold } from './scan-receipt.ts';

/** The pseudonym of everyone on the list. */
export async function listedNeedles(books: Pick<RunStore, 'store'>): Promise<Needle[]> {
  const { requests } = await readErasureList(books);
  return requests.map(({ pseudonym }) => pseudonymNeedle(pseudonym));
}

/** The list is kept to keep its persons out; the sums of a release are needed to hide that somebody left it. */
export const ledgerMayHold: MayHold = (key, kind) =>
  (kind === 'pseudonym' && key.startsWith('erasure/')) ||
  (kind === 'amount' && key.startsWith('releases/'));
