import { readFile } from 'node:fs/promises';
import { DuckDBInstance } from '@duckdb/node-api';
import { newDelivery } from './delivery.ts';

/** Bytes of a Parquet file with the rows of a select. */
export async function parquetBytes(select: string, options = ''): Promise<Uint8Array> {
  const delivery = await newDelivery();
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  try {
    const path = `${delivery.folder}/made.parquet`;
    await connection.run(`set TimeZone = 'UTC'`);
    await connection.run(`copy (${select}) to '${path}' (format parquet${options})`);
    return await readFile(path);
  } finally {
    connection.closeSync();
    instance.closeSync();
    await delivery.discard();
  }
}
