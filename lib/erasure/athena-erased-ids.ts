import * as z from 'zod';
import type { TableName } from '#lib/contract/tables.ts';
import type { StagedTable } from '#lib/intake/athena/plan/staged-table.ts';
import type { Store } from '#lib/store/store.ts';
import { type AthenaSession, execute } from '#lib/warehouse/athena-execution.ts';
import { type ResultSource, readRows } from '#lib/warehouse/athena-results.ts';
import { athenaStatement } from '#lib/warehouse/athena-statement.ts';
import { catalogueTable, keptTablePrefix } from '#lib/warehouse/athena-tables.ts';
import type { ErasedPersons } from './erased-persons.ts';
import { personIdsSql } from './person-rows.ts';

/** Where a run asks for ids, and keeps those of erased persons for a day. */
export interface ErasedPlace extends ResultSource {
  readonly session: AthenaSession;
  readonly database: string;
  /** Name of the execution with its attempt. */
  readonly run: string;
  /** Folder of the lake, `s3://bucket/`, and the same as a store. */
  readonly lake: string;
  readonly objects: Store;
  /** Makes a table of the catalogue, once. */
  readonly createTable: (table: StagedTable) => Promise<void>;
}

/** Whom the queries of an attempt leave out. */
export interface ErasedIds {
  readonly version: string;
  /** Table of the catalogue `(id)`; null where nobody of the list is in the landed tables. */
  readonly table: string | null;
}

/** A landed table and its name in the catalogue. */
export interface CatalogueFile {
  readonly table: TableName;
  readonly path: string;
}

const idRow = z.object({ id: z.string() });
const VERSION_LETTERS = 12;

/**
 * Holds every id of the landed tables against the list, here, where the key is, and keeps those that are on it as a table
 * that SQL joins: neither the key nor an id is in the text of a query. Done again, it finds what is there.
 */
export async function listErasedIds(
  landed: readonly CatalogueFile[],
  persons: ErasedPersons,
  place: ErasedPlace,
): Promise<ErasedIds> {
  const { version, isEmpty } = persons;
  const { database, run, lake, objects, session } = place;
  const sql = personIdsSql(
    landed.map(({ table, path }) => ({
      table,
      rows: catalogueTable(database, path),
    })),
  );
  if (isEmpty || sql === null) return { version, table: null };
  const asked = await execute(session, athenaStatement({ name: 'person-ids', sql, run }, {}));
  const ids = (await readRows(place, asked, (row) => idRow.parse(row).id)).filter(persons.includes);
  if (ids.length === 0) return { version, table: null };
  const name = `erased_${version.slice(0, VERSION_LETTERS)}`;
  const folder = `scoped/${run}/${name}/`;
  const lines = ids.sort().map((id) => `${id}\n`);
  await objects.createIfAbsent(`${folder}ids`, new TextEncoder().encode(lines.join('')));
  const table = `${keptTablePrefix(run)}${name}`;
  await place.createTable({
    name: table,
    location: `${lake}${folder}`,
    format: 'text',
    columns: [{ name: 'id', type: 'string' }],
  });
  return { version, table };
}
