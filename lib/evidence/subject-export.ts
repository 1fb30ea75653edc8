import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { isTableName, type TableName } from '#lib/contract/tables.ts';
import { openFileEngine } from '#lib/erasure/duckdb-files.ts';
import { findPersons } from '#lib/erasure/leave-out-persons.ts';
import { personRow, rowsOf, type TableFile } from '#lib/erasure/person-rows.ts';
import { type Pseudonym, readErasureList } from '#lib/runs/erasure-list.ts';
import type { RunStore } from '#lib/runs/run-store.ts';

/** What is held about one person (GDPR Art. 15), store by store. */
export interface SubjectExport {
  readonly pseudonym: string;
  readonly keyVersion: string;
  /** Landed rows that are about the person, by their ids, their orders or their visits. */
  readonly tables: Readonly<Partial<Record<TableName, readonly Record<string, unknown>[]>>>;
  /** Requests to be erased, which stay so that nobody is imported again. */
  readonly erasureRequests: readonly { readonly requestedAt: string; readonly due: string }[];
}

/** The stores of a machine in which persons may be. */
export interface SubjectStores {
  /** Folder of landed tables. */
  readonly landed: string;
  readonly books: Pick<RunStore, 'store'>;
  readonly memoryLimitMb: number;
}

/** Finds a person by the pseudonym in every store of the data map. Released reports, runs and mails hold nobody. */
export async function exportSubject(
  { pseudonym, keyVersion }: Pseudonym,
  pseudonymOf: (customerId: string) => Pseudonym,
  { landed, books, memoryLimitMb }: SubjectStores,
): Promise<SubjectExport> {
  const { requests } = await readErasureList(books);
  const engine = await openFileEngine({ memoryLimitMb, folder: landed });
  try {
    const files = await landedFiles(landed);
    const isKnown = await findPersons(engine, files, {
      version: '',
      isEmpty: false,
      includes: (id) => pseudonymOf(id).pseudonym === pseudonym,
    });
    const tables: Record<string, readonly Record<string, unknown>[]> = {};
    for (const file of isKnown ? files : []) {
      const theirs = personRow(file.table);
      if (theirs === null) continue;
      const rows = await engine.rows(`select * from ${rowsOf(file)} where ${theirs} order by all`);
      if (rows.length > 0) tables[file.table] = rows;
    }
    return {
      pseudonym,
      keyVersion,
      tables,
      erasureRequests: requests
        .filter((request) => request.pseudonym === pseudonym)
        .map(({ requestedAt, due }) => ({ requestedAt, due })),
    };
  } finally {
    await engine.close();
  }
}

const PARQUET = '.parquet';

/** Landed files of a folder; none where nothing was landed yet. */
async function landedFiles(folder: string): Promise<TableFile[]> {
  const names = await readdir(folder).catch(() => []);
  return names.sort().flatMap((name) => {
    const table = name.endsWith(PARQUET) ? name.slice(0, -PARQUET.length) : '';
    return isTableName(table) ? [{ table, path: join(folder, name) }] : [];
  });
}
