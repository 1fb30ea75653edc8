import { type TableName, tableContract } from '#lib/contract/tables.ts';
import { sqlName } from '#lib/intake/landing/sql-text.ts';
import { type FileEngine, openFileEngine } from './duckdb-files.ts';
import type { ErasedPersons } from './erased-persons.ts';
import { landedFiles } from './landed-manifest.ts';
import { findPersons } from './leave-out-persons.ts';
import { amountNeedles, idNeedles, type Needle } from './needle.ts';
import { personRow, rowsOf, type TableFile } from './person-rows.ts';
import { scorePaths } from './person-scores.ts';
import type { LandedPlace } from './rewrite-landed.ts';

/**
 * What landed files and scores tell of erased persons before they are rewritten: ids, visits, orders, and amounts of
 * nobody else.
 */
export async function personTraces(
  { root, memoryLimitMb }: LandedPlace,
  persons: ErasedPersons,
): Promise<Needle[]> {
  if (persons.isEmpty) return [];
  const files = await landedFiles(root);
  const scores = await scorePaths(root);
  const engine = await openFileEngine({ memoryLimitMb, folder: root });
  try {
    if (!(await findPersons(engine, { tables: files, scores }, persons))) return [];
    const ids = await textsOf(engine, [ERASED_IDS, ...files.flatMap(visitsSql)]);
    const amounts = await textsOf(engine, files.flatMap(amountsSql));
    return [...ids.flatMap(idNeedles), ...amounts.flatMap(amountNeedles)];
  } finally {
    await engine.close();
  }
}

async function textsOf(engine: FileEngine, queries: readonly string[]): Promise<string[]> {
  const texts: string[] = [];
  for (const sql of queries) for await (const text of engine.texts(sql)) texts.push(text);
  return texts;
}

const ERASED_IDS = 'select id from erased_id union select id from erased_order';

/** Devices that nobody else was seen on. */
const visitsSql = (file: TableFile): string[] =>
  file.table === 'touchpoints'
    ? [
        `select id from erased_visitor except select visitor_id from ${rowsOf(file)}
         where customer_id is not null and customer_id not in (select id from erased_id)`,
      ]
    : [];

/** Amounts that no row of anybody else has. */
function amountsSql(file: TableFile): string[] {
  const erased = personRow(file.table);
  if (erased === null) return [];
  return moneyColumns(file.table).map((column) => {
    const amount = `cast(abs(${sqlName(column)}) as varchar)`;
    const ofOthers = `select ${amount} from ${rowsOf(file)} where not ${erased}`;
    return `select distinct ${amount} as amount from ${rowsOf(file)} where ${erased}
      and ${amount} not in (select coalesce(other, '') from (${ofOthers}) as others (other))`;
  });
}

const moneyColumns = (table: TableName): string[] =>
  tableContract(table).columns.flatMap(({ name, type }) => (type === 'money' ? [name] : []));
