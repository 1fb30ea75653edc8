import { join } from 'node:path';
import { identityHash } from '#lib/runs/identity-hash.ts';
import type { RunStore } from '#lib/runs/run-store.ts';
import { openFileEngine } from './duckdb-files.ts';
import { pseudonymsOf, readErasedPersons } from './erased-persons.ts';
import { landedSnapshot } from './landed-manifest.ts';
import { rowsOf } from './person-rows.ts';
import { eraseFromNowOn } from './request-erasure.ts';
import type { LandedPlace } from './rewrite-landed.ts';

/** Takes every delivered request to delete onto the list, once, so that the person stays out when the request is gone. */
export async function listDelivered(
  books: RunStore,
  place: LandedPlace,
  randomBytes: (size: number) => Uint8Array,
): Promise<void> {
  const persons = await readErasedPersons(books);
  const ids = (await deliveredIds(place)).filter((id) => !persons.includes(id));
  if (ids.length === 0) return;
  const pseudonymOf = await pseudonymsOf(books, randomBytes);
  for (const id of ids) {
    const person = pseudonymOf(id);
    await eraseFromNowOn(books, `delivered-${identityHash(person).slice(0, 32)}`, person);
  }
}

async function deliveredIds({ root, memoryLimitMb }: LandedPlace): Promise<string[]> {
  const landed = join(root, 'landed');
  const requests = (await landedSnapshot(landed))?.tables.erasures;
  if (requests === undefined) return [];
  const engine = await openFileEngine({ memoryLimitMb, folder: landed });
  try {
    const ids: string[] = [];
    const sql = `select distinct customer_id from ${rowsOf(requests)}
      where coalesce(scope, 'delete') = 'delete' order by customer_id`;
    for await (const id of engine.texts(sql)) ids.push(id);
    return ids;
  } finally {
    await engine.close();
  }
}
