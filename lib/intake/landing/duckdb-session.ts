import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import trinoMacros from '#lib/warehouse/trino-macros.sql';
import columnMacros from '../typing/column-macros.sql';
import numberMacros from '../typing/number-macros.sql';
import timeMacros from '../typing/time-macros.sql';
import { sqlText } from './sql-text.ts';

/** What the engine may use and see. */
export interface SessionLimits {
  readonly memoryLimitMb: number;
  readonly threads: number;
  /** Folders that SQL may read; everything else on the machine is closed to it. */
  readonly readable: readonly string[];
  /** Scratch folder, made here and removed by `close`. */
  readonly workDirectory: string;
}

/** A closed-in SQL engine for one load. */
export interface DuckdbSession {
  readonly workDirectory: string;
  run(sql: string): Promise<void>;
  /** Rows as JSON values: decimals and big integers are text. */
  rows(sql: string): Promise<Record<string, unknown>[]>;
  close(): Promise<void>;
}

/** A single one writes Parquet in another way, and so other bytes. */
const LEAST_THREADS = 2;

/** Opens an engine that knows the Trino names and the column rules, then locks it. */
export async function openSession(limits: SessionLimits): Promise<DuckdbSession> {
  const { workDirectory } = limits;
  await mkdir(workDirectory, { recursive: true });
  const instance = await DuckDBInstance.create(':memory:', {
    memory_limit: `${limits.memoryLimitMb}MB`,
    threads: String(Math.max(limits.threads, LEAST_THREADS)),
    temp_directory: join(workDirectory, 'spill'),
  });
  const connection = await instance.connect();
  await connection.run(trinoMacros);
  for (const macros of [columnMacros, numberMacros, timeMacros]) await connection.run(macros);
  await lock(connection, [...limits.readable, workDirectory]);
  return {
    workDirectory,
    async run(sql) {
      await connection.run(sql);
    },
    async rows(sql) {
      const reader = await connection.runAndReadAll(sql);
      return reader.getRowObjectsJson();
    },
    async close() {
      connection.closeSync();
      instance.closeSync();
      await rm(workDirectory, { recursive: true, force: true });
    },
  };
}

async function lock(connection: DuckDBConnection, folders: readonly string[]): Promise<void> {
  const allowed = [...new Set(folders)].map((folder) => sqlText(`${folder}/`)).join(', ');
  await connection.run(`set allowed_directories = [${allowed}]`);
  await connection.run('set enable_external_access = false');
  await connection.run('set lock_configuration = true');
}
