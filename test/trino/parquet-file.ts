import { DuckDBInstance } from '@duckdb/node-api';
import type { TableColumn } from './external-tables.ts';
import type { Row } from './same-rows.ts';

/** Writes the rows of a select as one Parquet file. */
export async function writeParquet(select: string, path: string): Promise<void> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  await connection.run(`copy (${select}) to '${path}' (format parquet)`);
  connection.closeSync();
  instance.closeSync();
}

/** The rows of a file in so many files beside it. */
export async function splitParquet(path: string, parts: number): Promise<string[]> {
  if (parts === 1) return [path];
  const paths = Array.from({ length: parts }, (_, i) => `${path}.${i}`);
  const source = `read_parquet('${path}', file_row_number = true)`;
  for (const [i, part] of paths.entries())
    await writeParquet(
      `select * exclude (file_row_number) from ${source} where file_row_number % ${parts} = ${i}`,
      part,
    );
  return paths;
}

/** Rows as a select with typed columns; what a row leaves out is null. */
export function selectOf(columns: readonly TableColumn[], rows: readonly Row[]): string {
  const names = columns.map(({ name }) => `"${name}"`).join(', ');
  const typed = columns.map(({ name, type }) => `cast("${name}" as ${type}) as "${name}"`);
  const none = `(${columns.map(() => 'null').join(', ')})`;
  const tuples = rows.map((row) => `(${columns.map(({ name }) => literal(row[name])).join(', ')})`);
  return `select ${typed.join(', ')} from (values ${[none, ...tuples].join(', ')}) as listed(${names}) offset 1`;
}

const literal = (value: unknown): string =>
  typeof value === 'string' ? `'${value.replaceAll("'", "''")}'` : String(value ?? null);
