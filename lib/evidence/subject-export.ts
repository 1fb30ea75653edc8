import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { isTableName, type TableName } from '#lib/contract/tables.ts';
import { type FileEngine, openFileEngine } from '#lib/erasure/duckdb-files.ts';
import { findPersons, type PersonFiles } from '#lib/erasure/leave-out-persons.ts';
import { personRow, rowsOf, type TableFile } from '#lib/erasure/person-rows.ts';
import { scorePaths, scoresOfErasedSql } from '#lib/erasure/person-scores.ts';
import { releasedWeekFiles } from '#lib/erasure/released-weeks.ts';
import { type Pseudonym, readErasureList } from '#lib/runs/erasure-list.ts';
import type { RunStore } from '#lib/runs/run-store.ts';

/** What is held about one person (GDPR Art. 15), store by store. */
export interface SubjectExport {
  readonly pseudonym: string;
  readonly keyVersion: string;
  /** Landed rows that are about the person, by their ids, their orders or their visits; then those of released weeks. */
  readonly tables: Readonly<Partial<Record<TableName, readonly Record<string, unknown>[]>>>;
  /** What the models expect of the person: a row of each kept file of scores, oldest first. */
  readonly scores: readonly Record<string, unknown>[];
  /** Requests to be erased, which stay so that nobody is imported again. */
  readonly erasureRequests: readonly { readonly requestedAt: string; readonly due: string }[];
}

/** The stores of a machine in which persons may be. */
export interface SubjectStores {
  /** Folder of landed tables and scores. */
  readonly root: string;
  readonly books: Pick<RunStore, 'store'>;
  readonly memoryLimitMb: number;
}

/** Finds a person by the pseudonym in every store of the data map. Released reports, runs and mails hold nobody. */
export async function exportSubject(
  { pseudonym, keyVersion }: Pseudonym,
  pseudonymOf: (customerId: string) => Pseudonym,
  { root, books, memoryLimitMb }: SubjectStores,
): Promise<SubjectExport> {
  const { requests } = await readErasureList(books);
  const engine = await openFileEngine({ memoryLimitMb, folder: root });
  try {
    const files = await personFiles(root);
    const isKnown = await findPersons(engine, files, {
      version: '',
      isEmpty: false,
      includes: (id) => pseudonymOf(id).pseudonym === pseudonym,
    });
    return {
      pseudonym,
      keyVersion,
      ...(isKnown ? await rowsHeld(engine, files) : { tables: {}, scores: [] }),
      erasureRequests: requests
        .filter((request) => request.pseudonym === pseudonym)
        .map(({ requestedAt, due }) => ({ requestedAt, due })),
    };
  } finally {
    await engine.close();
  }
}

/** Rows about the person whom `findPersons` has found. */
async function rowsHeld(
  engine: FileEngine,
  files: PersonFiles,
): Promise<Pick<SubjectExport, 'tables' | 'scores'>> {
  const tables: Record<string, readonly Record<string, unknown>[]> = {};
  for (const file of files.tables) {
    const theirs = personRow(file.table);
    if (theirs === null) continue;
    const rows = await engine.rows(`select * from ${rowsOf(file)} where ${theirs} order by all`);
    if (rows.length > 0) tables[file.table] = [...(tables[file.table] ?? []), ...rows];
  }
  const scores: Record<string, unknown>[] = [];
  for (const path of files.scores) scores.push(...(await engine.rows(scoresOfErasedSql(path))));
  return { tables, scores };
}

const personFiles = async (root: string): Promise<PersonFiles> => ({
  tables: [...(await landedFiles(join(root, 'landed'))), ...(await releasedWeekFiles(root))],
  scores: await scorePaths(root),
});

const PARQUET = '.parquet';

/** Landed files of a folder; none where nothing was landed yet. */
async function landedFiles(folder: string): Promise<TableFile[]> {
  const names = await readdir(folder).catch(() => []);
  return names.sort().flatMap((name) => {
    const table = name.endsWith(PARQUET) ? name.slice(0, -PARQUET.length) : '';
    return isTableName(table) ? [{ table, path: join(folder, name) }] : [];
  });
}
