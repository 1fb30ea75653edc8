import type { TableContract } from '#lib/contract/column.ts';
import { IntakeError } from '../intake-error.ts';
import type { DuckdbSession } from '../landing/duckdb-session.ts';
import { sqlName } from '../landing/sql-text.ts';
import type { SourceSpec } from '../source-spec.ts';
import { deliverColumns, type TableDelivery } from './deliver-columns.ts';
import type { FileRelation, SourceColumn } from './file-relation.ts';
import { refuseMisshapen } from './refuse-misshapen.ts';

/** The files behind one name of a query. */
export interface NamedFiles {
  readonly name: string;
  readonly files: readonly FileRelation[];
}

/** A query of the user's and what it is for. */
export interface SqlMapping {
  readonly spec: SourceSpec;
  readonly sql: string;
  readonly table: TableContract;
}

/**
 * Makes a user's Trino select over the named files a delivery; its result columns are the contract's.
 * @throws IntakeError SQL_MAPPING when the engine does not understand the query.
 */
export async function deliverSql(
  session: DuckdbSession,
  sources: readonly NamedFiles[],
  { spec, sql, table }: SqlMapping,
): Promise<TableDelivery> {
  for (const source of sources) await session.run(viewOf(source));
  const relation = `mapped_${spec.table}`;
  const name = `${spec.table}.sql`;
  const { columns: _, ...byName } = spec;
  const result = {
    name,
    relation,
    columns: await describeSelect(session, { name, relation, sql }),
    rows: null,
    defects: [],
    lineJumps: null,
    csv: null,
    plain: null,
  };
  return deliverColumns([result], byName, table);
}

function viewOf({ name, files }: NamedFiles): string {
  const header = (file: FileRelation) => file.columns.map((column) => column.name).join('\n');
  const [first] = files;
  for (const file of files) {
    refuseMisshapen(file);
    if (first === undefined || header(file) === header(first)) continue;
    const hint = `its header differs from ${first.name}; name them apart in "files"`;
    throw new IntakeError('HEADER_DIFFERS', { file: file.name, line: 1 }, hint);
  }
  return `create or replace temp view ${sqlName(name)} as ${files.map(selectAll).join(' union all ')}`;
}

/** A misshapen row was emptied; no query should take it for a row. */
function selectAll({ relation, columns, defects }: FileRelation): string {
  const names = columns.map(({ name, expression }) => `${expression} as ${sqlName(name)}`);
  const texts = columns.map(({ expression }) => `cast(${expression} as varchar)`);
  const where = defects.length === 0 ? '' : `where coalesce(${texts.join(', ')}) is not null`;
  return `select ${names.join(', ')} from ${relation} ${where}`;
}

/** In brackets, so that a text of several statements is no view. */
async function describeSelect(
  session: DuckdbSession,
  {
    name,
    relation,
    sql,
  }: { readonly name: string; readonly relation: string; readonly sql: string },
): Promise<SourceColumn[]> {
  try {
    const select = sql.trim().replace(/;$/, '');
    await session.run(`create or replace temp view ${relation} as (\n${select}\n)`);
    const columns = await session.rows(`describe ${relation}`);
    return columns.map((column) => ({
      name: String(column['column_name']),
      type: String(column['column_type']).toUpperCase(),
      expression: sqlName(String(column['column_name'])),
    }));
  } catch (error) {
    const message = error instanceof Error ? (error.message.split('\n')[0] ?? '') : '';
    throw new IntakeError('SQL_MAPPING', { file: name }, `not a select over its files: ${message}`);
  }
}
