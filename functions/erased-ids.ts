import { GlueClient } from '@aws-sdk/client-glue';
import { type ErasedIds, listErasedIds } from '#lib/erasure/athena-erased-ids.ts';
import { readErasedPersons } from '#lib/erasure/erased-persons.ts';
import { createTables } from '#lib/intake/athena/plan/glue-tables.ts';
import type { Snapshot } from '#lib/intake/snapshot.ts';
import type { landingPlace } from './landing-place.ts';
import { books, lakeObjects, variable } from './services.ts';

const glue = new GlueClient();

/** Whom this attempt leaves out: the ids of its landed tables that are on the erasure list. */
export const erasedIds = async (
  snapshot: Snapshot,
  place: Awaited<ReturnType<typeof landingPlace>>,
): Promise<ErasedIds> =>
  listErasedIds(Object.values(snapshot.tables), await readErasedPersons(books()), {
    ...place,
    objects: lakeObjects(),
    createTable: (table) => createTables(glue, variable('DATABASE'), [table]),
  });
