import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { sqlText } from '#lib/intake/landing/sql-text.ts';

/** What the engine may use and see. */
export interface FileEngineLimits {
  readonly memoryLimitMb: number;
  /** What SQL may read and write; everything else on the machine is closed to it. */
  readonly folder: string;
}

/** An engine over Parquet files. Ids come in as values and never as text of a statement. */
export interface FileEngine {
  run(sql: string): Promise<void>;
  /** Rows as JSON values: decimals and big integers are text. */
  rows(sql: string): Promise<Record<string, unknown>[]>;
  /** Values of a query of one text column, as they come. */
  texts(sql: string): AsyncGenerator<string>;
  /** A temporary table `name (id varchar)` of these values. */
  fill(name: string, ids: readonly string[]): Promise<void>;
  close(): Promise<void>;
}

/** A single thread writes Parquet in another way, and so other bytes. */
const THREADS = '2';

/** Where the engine puts what does not fit into memory, gone when it closes. */
const SPILL = '.spill';

export async function openFileEngine({
  folder,
  memoryLimitMb,
}: FileEngineLimits): Promise<FileEngine> {
  const spill = join(folder, SPILL);
  const instance = await DuckDBInstance.create(':memory:', {
    memory_limit: `${memoryLimitMb}MB`,
    threads: THREADS,
    temp_directory: spill,
  });
  const connection = await instance.connect();
  await connection.run(`set allowed_directories = [${sqlText(`${folder}/`)}]`);
  await connection.run('set enable_external_access = false');
  await connection.run('set lock_configuration = true');
  return {
    async run(sql) {
      await connection.run(sql);
    },
    async rows(sql) {
      return (await connection.runAndReadAll(sql)).getRowObjectsJson();
    },
    async *texts(sql) {
      const result = await connection.stream(sql);
      for await (const chunk of result)
        for (const value of chunk.getColumnValues(0)) if (typeof value === 'string') yield value;
    },
    async fill(name, ids) {
      await connection.run(`create or replace temp table ${name} (id varchar)`);
      const appender = await connection.createAppender(name);
      for (const id of ids) {
        appender.appendVarchar(id);
        appender.endRow();
      }
      appender.closeSync();
    },
    async close() {
      connection.closeSync();
      instance.closeSync();
      await rm(spill, { recursive: true, force: true });
    },
  };
}
