import * as z from 'zod';
import { createEntry, type Place, readEntry } from '#lib/runs/entry.ts';
import type { RunStore } from '#lib/runs/run-store.ts';

const successor = z.object({ by: z.string() });

const placeOf = (snapshotHash: string): Place<z.output<typeof successor>> => ({
  key: `superseded/${snapshotHash}`,
  schema: successor,
});

/** From now on a reader of a landing finds the one without the erased. */
export async function supersede(books: RunStore, before: string, by: string): Promise<void> {
  await createEntry(books, placeOf(before), { by });
}

/** The newest landing of what once was under this hash. */
export async function currentLanding(books: RunStore, snapshotHash: string): Promise<string> {
  const next = await readEntry(books.store, placeOf(snapshotHash));
  return next === null ? snapshotHash : currentLanding(books, next.value.by);
}
