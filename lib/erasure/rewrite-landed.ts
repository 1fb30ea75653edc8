import { access, cp, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { RunStore } from '#lib/runs/run-store.ts';
import { nullIfMissing } from '#lib/store/revision-files.ts';
import type { ErasedPersons } from './erased-persons.ts';
import { landedSnapshot } from './landed-manifest.ts';
import { snapshotWithout } from './snapshot-without.ts';
import { supersede } from './superseded.ts';

/** Where the landed files of this machine are. */
export interface LandedPlace {
  /** Folder of `landed`. */
  readonly root: string;
  readonly memoryLimitMb: number;
}

/**
 * Lands what is there anew without the erased: a new landing beside the old, the old one's successor in the ledger, and
 * only then the old one goes. Broken off anywhere, it is simply done again.
 */
export async function rewriteLanded(
  books: RunStore,
  persons: ErasedPersons,
  { root, memoryLimitMb }: LandedPlace,
): Promise<void> {
  const place = placesIn(root);
  await finishSwap(place);
  const before = await landedSnapshot(place.landed);
  if (before === null) return;
  await remove(place.next);
  await cp(place.landed, place.next, { recursive: true });
  const copied = await landedSnapshot(place.next);
  if (copied === null) return;
  const after = await snapshotWithout(copied, persons, { directory: place.next, memoryLimitMb });
  if (after === copied) return remove(place.next);
  await supersede(books, before.hash, after.hash);
  await rename(place.landed, place.gone);
  await finishSwap(place);
}

interface Places {
  readonly landed: string;
  readonly next: string;
  /** The old landing on its way out: while it is there, the next one is whole. */
  readonly gone: string;
}

const placesIn = (root: string): Places => ({
  landed: join(root, 'landed'),
  next: join(root, 'landed-next'),
  gone: join(root, 'landed-gone'),
});

async function finishSwap({ landed, next, gone }: Places): Promise<void> {
  if (!(await isThere(gone))) return;
  if (!(await isThere(landed))) await rename(next, landed);
  await remove(gone);
}

const isThere = async (path: string): Promise<boolean> =>
  (await access(path).then(() => true, nullIfMissing)) !== null;

const remove = (path: string): Promise<void> => rm(path, { recursive: true, force: true });
