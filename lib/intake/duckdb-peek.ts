import { DuckDBInstance } from '@duckdb/node-api';

/** What a first look at a file shows: its header, and whether times in it lack an offset. */
export interface PeekedFile {
  readonly header: readonly string[];
  readonly timesWithoutZone: boolean;
}

const ROWS_LOOKED_AT = 200;
const TIME_WITHOUT_ZONE = /^\d{4}-\d{2}-\d{2}(?:[ T]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?$/;

/** Looks at the first rows of a CSV, CSV.gz or Parquet file, to suggest a mapping; a load checks far more. */
export async function peekFile(path: string): Promise<PeekedFile> {
  const name = path.replaceAll("'", "''");
  const reader = path.endsWith('.parquet')
    ? `read_parquet('${name}')`
    : `read_csv('${name}', header = true, all_varchar = true)`;
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  try {
    const rows = await connection.runAndReadAll(`select * from ${reader} limit ${ROWS_LOOKED_AT}`);
    const values = rows.getRowObjectsJson().flatMap((row) => Object.values(row));
    return {
      header: rows.columnNames(),
      timesWithoutZone: values.some(
        (value) => typeof value === 'string' && TIME_WITHOUT_ZONE.test(value),
      ),
    };
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}
