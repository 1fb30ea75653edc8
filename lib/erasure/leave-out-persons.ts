import { basename, join } from 'node:path';
import { PARQUET, sqlText } from '#lib/intake/landing/sql-text.ts';
import type { FileEngine } from './duckdb-files.ts';
import type { ErasedPersons } from './erased-persons.ts';
import {
  ERASED_TABLES,
  mergedIdsSql,
  ordersSql,
  personIdsSql,
  personRow,
  rowsOf,
  type TableFile,
  visitorsSql,
} from './person-rows.ts';
import { scoredIdsSql } from './person-scores.ts';

/** One table without the rows of erased persons. */
export interface Rewritten {
  readonly file: TableFile;
  readonly rows: number;
}

/** Files in which persons are looked for. */
export interface PersonFiles {
  readonly tables: readonly TableFile[];
  /** Paths of scores, whose `customer_id` is that of the tables. */
  readonly scores: readonly string[];
}

/**
 * Fills the engine's tables of ids, visits and orders of the persons on a list from these files: every id in them is
 * held against it by its pseudonym, here and not in SQL. False where nobody in the files is on it.
 */
export async function findPersons(
  engine: FileEngine,
  files: PersonFiles,
  persons: ErasedPersons,
): Promise<boolean> {
  const found = persons.isEmpty ? [] : await erasedIds(engine, files, persons);
  if (found.length === 0) return false;
  for (const table of ERASED_TABLES) await engine.fill(table, table === 'erased_id' ? found : []);
  for (const [table, list, reached] of REACHED) {
    const file = files.tables.find((one) => one.table === table);
    if (file) await engine.run(`create or replace temp table ${list} as ${reached(file)}`);
  }
  return true;
}

/** What erased ids reach, and by which table. */
const REACHED = [
  ['customers', 'erased_id', mergedIdsSql],
  ['touchpoints', 'erased_visitor', visitorsSql],
  ['orders', 'erased_order', ordersSql],
] as const;

async function erasedIds(
  engine: FileEngine,
  { tables, scores }: PersonFiles,
  persons: ErasedPersons,
): Promise<string[]> {
  const landed = personIdsSql(tables.map((file) => ({ table: file.table, rows: rowsOf(file) })));
  const queries = [...(landed === null ? [] : [landed]), ...scores.map(scoredIdsSql)];
  const found: string[] = [];
  if (queries.length === 0) return found;
  for await (const id of engine.texts(queries.join(' union ')))
    if (persons.includes(id)) found.push(id);
  return found;
}

/**
 * Writes each file that has rows of erased persons anew without them, under its own name in another folder, and tells
 * how many there were. The rows that stay keep their order and their values.
 */
export async function rewriteWithout(
  engine: FileEngine,
  files: readonly TableFile[],
  folder: string,
): Promise<Rewritten[]> {
  const rewritten: Rewritten[] = [];
  for (const file of files) {
    const erased = personRow(file.table);
    if (erased === null) continue;
    const [counted] = await engine.rows(
      `select count(*) as gone from ${rowsOf(file)} where ${erased}`,
    );
    const rows = Number(counted?.['gone']);
    if (rows === 0) continue;
    const path = join(folder, basename(file.path));
    await engine.run(
      `copy (select * from ${rowsOf(file)} where not ${erased}) to ${sqlText(path)} (${PARQUET})`,
    );
    rewritten.push({ file: { ...file, path }, rows });
  }
  return rewritten;
}
