import * as z from 'zod';
import { createEntry, type Place, readEntry } from '#lib/runs/entry.ts';
import type { ErasureList } from '#lib/runs/erasure-list.ts';
import type { RunStore } from '#lib/runs/run-store.ts';
import type { ScanReceipt } from './scan-receipt.ts';

const receipt = z.object({
  /** Version of the list that the stores were rid of. */
  erasureListVersion: z.string(),
  completedAt: z.string(),
  stores: z.array(z.object({ store: z.string(), objects: z.int(), bytes: z.int() })),
});
/** Proof that a request was carried out: how much was read byte by byte, in which stores, and nothing found. */
type ErasureReceipt = z.output<typeof receipt>;

const placeOf = (id: string): Place<ErasureReceipt> => ({ key: `erased/${id}`, schema: receipt });

export async function readReceipt(books: RunStore, id: string): Promise<ErasureReceipt | null> {
  return (await readEntry(books.store, placeOf(id)))?.value ?? null;
}

/** Kept once for a request: a later scan proves nothing that the first did not. */
export async function keepReceipt(
  books: RunStore,
  id: string,
  proof: ErasureReceipt,
): Promise<void> {
  await createEntry(books, placeOf(id), proof);
}

/** Keeps the proof of every request of a list that was read before anything was removed. */
export async function keepReceipts(
  books: RunStore,
  { version, requests }: ErasureList,
  scans: readonly ScanReceipt[],
): Promise<void> {
  const proof: ErasureReceipt = {
    erasureListVersion: version,
    completedAt: books.clock().toISOString(),
    stores: scans.map(({ store, objects, bytes }) => ({ store, objects, bytes })),
  };
  for (const { receipt: id } of requests) await keepReceipt(books, id, proof);
}
