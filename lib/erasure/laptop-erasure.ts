import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { readErasureList } from '#lib/runs/erasure-list.ts';
import type { RunStore } from '#lib/runs/run-store.ts';
import { sweepFileStore } from '#lib/store/sweep-file-store.ts';
import { listDelivered } from './delivered-requests.ts';
import { readErasedPersons } from './erased-persons.ts';
import { clean } from './erasure-incomplete.ts';
import { keepReceipts } from './erasure-receipt.ts';
import { landedFiles } from './landed-manifest.ts';
import { ledgerMayHold, listedNeedles } from './ledger-scan.ts';
import type { Needle } from './needle.ts';
import { personTraces } from './person-traces.ts';
import { markErasures } from './request-erasure.ts';
import { rewriteLanded } from './rewrite-landed.ts';
import { rewriteReleasedWeeks } from './rewrite-released-weeks.ts';
import { rewriteScores } from './rewrite-scores.ts';
import { scanFolder } from './scan-folder.ts';
import type { MayHold, ScanReceipt } from './scan-receipt.ts';

/** The stores of this machine. */
export interface LaptopStores {
  /** Folder of landed files, scores, ledger and released files. */
  readonly root: string;
  readonly books: RunStore;
  readonly memoryLimitMb: number;
  /** For the key of the first pseudonym of all. */
  readonly randomBytes: (size: number) => Uint8Array;
}

/**
 * Takes everyone on the list, delivered requests included, out of what this machine keeps, reads every byte that is
 * left, and only then keeps a receipt of each request. Run it while no run is at work. Throws `ErasureIncompleteError`.
 */
export async function eraseOnLaptop(
  stores: LaptopStores,
  known: readonly Needle[],
): Promise<ScanReceipt> {
  const { books, randomBytes } = stores;
  await listDelivered(books, stores, randomBytes);
  await markErasures(books);
  const list = await readErasureList(books);
  const persons = await readErasedPersons(books);
  const traces = await personTraces(stores, persons);
  await rewriteScores(persons, await landedFiles(stores.root), stores);
  await rewriteReleasedWeeks(persons, await landedFiles(stores.root), stores);
  await rewriteLanded(books, persons, stores);
  await removeDerived(stores);
  const scan = await proveErased(stores, [...known, ...traces]);
  await keepReceipts(books, list, [scan]);
  return scan;
}

/** Reads every byte below the store for what is known of erased persons. Throws `ErasureIncompleteError`. */
export async function proveErased(
  { root, books, memoryLimitMb }: LaptopStores,
  known: readonly Needle[],
): Promise<ScanReceipt> {
  const needles = [...known, ...(await listedNeedles(books))];
  const store = 'this machine';
  return clean(await scanFolder({ store, folder: root, needles, mayHold, memoryLimitMb }));
}

const mayHold: MayHold = (object, kind) =>
  ledgerMayHold(object.replace(/^ledger\//, ''), kind) && object.startsWith('ledger/');

/** What steps computed from persons, and what crashes left of it: nothing of it is needed to go on. */
async function removeDerived({ root, books }: LaptopStores): Promise<void> {
  for (const folder of ['landing', 'landed-corrected', 'weeks-next', 'work'])
    await rm(join(root, folder), { recursive: true, force: true });
  for (const prefix of ['work/', 'memo/'])
    for (const key of await books.store.list(prefix)) await books.store.remove(key);
  const now = books.clock();
  for (const store of ['ledger', 'released']) await sweepFileStore(join(root, store), now);
}
