import { DuckDBInstance } from '@duckdb/node-api';
import { landedColumns } from '#lib/contract/tables.ts';
import { IntakeError } from '#lib/intake/intake-error.ts';
import type { LandedTable } from '#lib/intake/snapshot.ts';
import { differenceOf, type Row } from './same-rows.ts';
import { recordsOf, runOnTrino, type TrinoSession } from './trino-client.ts';

/** The words of a refusal. Throws what is none. */
export function refusalOf(error: unknown): string {
  if (error instanceof IntakeError) return error.message;
  throw error;
}

/** What is told of a landed table, without where its rows are. */
export const factsOf = ({ path: _, sha256: _hash, ...facts }: LandedTable) => facts;

/** The first difference between the rows of a table that was landed on both engines, or null. */
export async function differenceOfRows(
  onDuckdb: LandedTable,
  onTrino: LandedTable,
  session: TrinoSession,
): Promise<string | null> {
  const columns = landedColumns(onDuckdb.table);
  const select = (nested: (column: string) => string) =>
    columns.map(({ name, type }) =>
      type === 'list' || type === 'map' ? `${nested(`"${name}"`)} as "${name}"` : `"${name}"`,
    );
  const expected = await rowsOfParquet(
    onDuckdb.path,
    select((column) => `cast(to_json(${column}) as varchar)`).join(', '),
  );
  const found = await runOnTrino(
    session,
    `select ${select((column) => `json_format(cast(${column} as json))`).join(', ')} from "${onTrino.path}"`,
  );
  return differenceOf(expected, recordsOf(found), false);
}

/** Rows of a Parquet file as JSON values. */
export async function rowsOfParquet(path: string, columns: string): Promise<Row[]> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  try {
    const reader = await connection.runAndReadAll(`select ${columns} from read_parquet('${path}')`);
    return reader.getRowObjectsJson();
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}
