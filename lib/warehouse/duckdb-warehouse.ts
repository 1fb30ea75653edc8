import { rmSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import {
  type DuckDBConnection,
  DuckDBInstance,
  type DuckDBMaterializedResult,
  version,
} from '@duckdb/node-api';
import { assertScoped, type ScopedQuery } from '#lib/privacy/scope/scoped-query.ts';
import { bindParameters, type Parameters } from './bind-parameters.ts';
import type { CopyRows, RunAround } from './copy-rows.ts';
import { type DuckdbConnections, duckdbConnections } from './duckdb-connections.ts';
import { parsedRows } from './duckdb-rows.ts';
import { type KeptPlan, planKept } from './kept-relations.ts';
import { parseCounts } from './parse-counts.ts';
import trinoMacros from './trino-macros.sql';
import { QueryError, type Warehouse } from './warehouse.ts';

export interface DuckdbWarehouseOptions {
  /** Statements that make the contract's tables: `create view orders as select … from read_parquet('…')`. */
  readonly tables: readonly string[];
  /** Folders that may be read; everything else on the machine is closed to SQL. */
  readonly readable: readonly string[];
  /** Folder for the run's scratch database; emptied on close. */
  readonly workDirectory: string;
  readonly memoryLimitMb: number;
  readonly threads: number;
}

/** Name and version of the engine. */
export const DUCKDB_ENGINE = `duckdb-${version()}`;

/** One query's sorting and handing over leaves the cores to another; more would only share the memory. */
const CONNECTIONS = 2;

export interface DuckdbWarehouse extends Warehouse {
  /** Writes below `workDirectory`. Throws `QueryError`. */
  readonly copy: CopyRows;
  /** Rows of SQL around the planned SQL of a scoped query. Throws `QueryError`. */
  readonly runAround: RunAround;
}

/** Kept relations live for one run: to choose how each column is compressed costs more than it saves in reading. */
const UNCOMPRESSED = "set force_compression = 'uncompressed'";

/** A warehouse on this machine. Relations in scope are computed once per purpose and kept until `close`. */
export async function duckdbWarehouse(options: DuckdbWarehouseOptions): Promise<DuckdbWarehouse> {
  const file = join(options.workDirectory, 'scratch.duckdb');
  await mkdir(dirname(file), { recursive: true });
  rmSync(file, { force: true });
  const instance = await DuckDBInstance.create(file, {
    memory_limit: `${options.memoryLimitMb}MB`,
    threads: String(options.threads),
    temp_directory: join(options.workDirectory, 'spill'),
    preserve_insertion_order: 'false',
  });
  const connections = await duckdbConnections(instance, CONNECTIONS);
  await connections.use(async (connection) => {
    await connection.run(trinoMacros);
    await connection.run(UNCOMPRESSED);
    for (const statement of options.tables) await connection.run(statement);
    await closeSandbox(connection, [...options.readable, options.workDirectory]);
  });
  const scoped = scopedRunner(connections);
  const runAround: RunAround = (query, parameters, around) =>
    scoped(query, parameters, {
      around,
      read: (result) => parsedRows(result, query.query.parseRow),
    });
  return {
    run: (query, parameters) => runAround(query, parameters, (sql) => sql),
    runAround,
    copy: (query, parameters, { path, around }) =>
      scoped(query, parameters, {
        around: (sql) => `copy (${around(sql)}) to ${literal(resolve(path))} (format parquet)`,
        read: () => undefined,
      }),
    async inspect(query, parameters) {
      try {
        const { sql, values } = bindParameters(query.sql, parameters);
        const reader = await connections.use((connection) => connection.runAndReadAll(sql, values));
        return parseCounts(reader.getRowObjectsJson()[0]);
      } catch (cause) {
        throw new QueryError(query.name, codeOf(cause), { cause });
      }
    },
    async close() {
      await connections.close();
      instance.closeSync();
      rmSync(options.workDirectory, { recursive: true, force: true });
    },
  };
}

/** What runs in the place of a scoped query's own SQL, and what becomes of the result. */
interface Statement<T> {
  readonly around: (scoped: string) => string;
  readonly read: (result: DuckDBMaterializedResult) => T;
}

/** Runs scoped queries over relations that are kept. Throws `QueryError`. */
function scopedRunner(connections: DuckdbConnections) {
  const keep = keeper(connections);
  return async <T>(
    query: ScopedQuery<unknown>,
    parameters: Parameters,
    { around, read }: Statement<T>,
  ): Promise<T> => {
    assertScoped(query);
    const all = { ...parameters, purpose: query.purpose };
    try {
      const plan = planKept(query, all, KEPT);
      await keep(plan);
      const { sql, values } = bindParameters(around(plan.sql), all);
      return read(await connections.use((connection) => connection.run(sql, values)));
    } catch (cause) {
      throw new QueryError(query.query.name, codeOf(cause), { cause });
    }
  };
}

async function closeSandbox(connection: DuckDBConnection, folders: readonly string[]) {
  const list = folders.map((folder) => literal(`${resolve(folder)}/`)).join(', ');
  await connection.run(`set allowed_directories = [${list}]`);
  await connection.run('set enable_external_access = false');
  await connection.run('set lock_configuration = true');
}

const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** Makes the tables that are not there yet; whoever needs one that is being made waits for it. */
function keeper(connections: DuckdbConnections) {
  const made = new Map<string, Promise<unknown>>();
  const make = (table: string, sql: string, parameters: Parameters) => {
    const bound = bindParameters(`create table ${table} as ${sql}`, parameters);
    return connections.use((connection) => connection.run(bound.sql, bound.values));
  };
  return async ({ tables, parameters }: KeptPlan): Promise<void> => {
    for (const { table, sql } of tables) {
      const making = made.get(table) ?? make(table, sql, parameters);
      made.set(table, making);
      await making;
    }
  };
}

const KEPT = {
  tableName: (relation: string, key: string) => `kept_${relation}_${key.slice(0, 12)}`,
  /** DuckDB would write out a relation that is read twice; scanning it again is cheaper. */
  as: 'as not materialized',
} as const;

/** The kind of failure that DuckDB names before the colon; never the rest, which may quote a value. */
function codeOf(cause: unknown): string {
  if (cause instanceof QueryError) return cause.code;
  const kind =
    cause instanceof Error ? /^(\w+(?: \w+)? Error):/.exec(cause.message)?.[1] : undefined;
  return (kind ?? 'ENGINE_ERROR').toUpperCase().replaceAll(' ', '_');
}
