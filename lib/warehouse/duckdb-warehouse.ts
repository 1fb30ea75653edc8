import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import {
  type DuckDBConnection,
  DuckDBInstance,
  type DuckDBMaterializedResult,
  JsonDuckDBValueConverter,
} from '@duckdb/node-api';
import * as z from 'zod';
import { assertScoped, type ScopeRelation } from '#lib/privacy/scope/scoped-query.ts';
import { bindParameters, type Parameters, parameterNames } from './bind-parameters.ts';
import { withRelations } from './scoped-sql.ts';
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

/** A warehouse on this machine. Relations in scope are computed once per purpose and kept until `close`. */
export async function duckdbWarehouse(options: DuckdbWarehouseOptions): Promise<Warehouse> {
  const file = join(options.workDirectory, 'scratch.duckdb');
  await mkdir(dirname(file), { recursive: true });
  rmSync(file, { force: true });
  const instance = await DuckDBInstance.create(file, {
    memory_limit: `${options.memoryLimitMb}MB`,
    threads: String(options.threads),
    temp_directory: join(options.workDirectory, 'spill'),
    preserve_insertion_order: 'false',
  });
  const connection = await instance.connect();
  await connection.run(trinoMacros);
  for (const statement of options.tables) await connection.run(statement);
  await closeSandbox(connection, [...options.readable, options.workDirectory]);
  const kept = keepRelations(connection);
  return {
    async run(query, parameters) {
      assertScoped(query);
      const all = { ...parameters, purpose: query.purpose };
      try {
        const relations = await kept(query.relations, all);
        const sql = withRelations(query.query.sql, relations, INLINED);
        const bound = bindParameters(sql, all);
        return parseChunks(await connection.run(bound.sql, bound.values), query.query.parseRow);
      } catch (cause) {
        throw new QueryError(query.query.name, codeOf(cause), { cause });
      }
    },
    async inspect(query, parameters) {
      try {
        const reader = await runBound(connection, query.sql, parameters);
        return counts.parse(reader.getRowObjectsJson()[0]);
      } catch (cause) {
        throw new QueryError(query.name, codeOf(cause), { cause });
      }
    },
    async close() {
      connection.closeSync();
      instance.closeSync();
      rmSync(options.workDirectory, { recursive: true, force: true });
    },
  };
}

/** Parses a result chunk by chunk, so that rows as the engine gives them never stand in memory all at once. */
function parseChunks<Row>(
  result: DuckDBMaterializedResult,
  parseRow: (row: unknown) => Row,
): Row[] {
  const names = result.deduplicatedColumnNames();
  const rows: Row[] = [];
  for (let i = 0; i < result.chunkCount; i += 1) {
    for (const values of result.getChunk(i).convertRows(JsonDuckDBValueConverter))
      rows.push(parseRow(Object.fromEntries(names.map((name, at) => [name, values[at]]))));
  }
  return rows;
}

/** DuckDB would write out a relation that is read twice; scanning it again is cheaper. */
const INLINED = 'as not materialized';

const counts = z.record(z.string(), z.union([z.null(), z.coerce.number()]));

const runBound = (connection: DuckDBConnection, sql: string, parameters: Parameters) => {
  const bound = bindParameters(sql, parameters);
  return connection.runAndReadAll(bound.sql, bound.values);
};

async function closeSandbox(connection: DuckDBConnection, folders: readonly string[]) {
  const list = folders.map((folder) => `'${resolve(folder).replaceAll("'", "''")}/'`).join(', ');
  await connection.run(`set allowed_directories = [${list}]`);
  await connection.run('set enable_external_access = false');
  await connection.run('set lock_configuration = true');
}

type Keep = (
  relations: readonly ScopeRelation[],
  parameters: Parameters,
) => Promise<ScopeRelation[]>;

/** Computes each relation once for the values it depends on; later queries read the kept table. */
function keepRelations(connection: DuckDBConnection): Keep {
  const tables = new Map<string, string>();
  return async (relations, parameters) => {
    const replaced: ScopeRelation[] = [];
    const keys = new Map<string, string>();
    for (const relation of relations) {
      const key = relationKey(relation, parameters, keys);
      keys.set(relation.name, key);
      if (!relation.keep) {
        replaced.push(relation);
        continue;
      }
      const table = tables.get(key) ?? `kept_${tables.size}_${relation.name}`;
      if (!tables.has(key)) {
        const sql = withRelations(relation.sql, replaced, INLINED);
        await runBound(connection, `create table ${table} as ${sql}`, parameters);
        tables.set(key, table);
      }
      replaced.push({ ...relation, sql: `select * from ${table}` });
    }
    return replaced;
  };
}

/** Where the basis is declared for every purpose, all purposes see the same customers and share what is kept. */
function relationKey(
  relation: ScopeRelation,
  parameters: Parameters,
  before: ReadonlyMap<string, string>,
): string {
  const values = parameterNames(relation.sql)
    .filter((name) => !(name === 'purpose' && parameters['lawful_basis'] === 'declared'))
    .map((name) => [name, parameters[name]]);
  const inputs = [...before].filter(([name]) => relation.sql.includes(name));
  return createHash('sha256')
    .update(JSON.stringify([relation.name, values, inputs]))
    .digest('hex');
}

/** The kind of failure that DuckDB names before the colon; never the rest, which may quote a value. */
function codeOf(cause: unknown): string {
  if (cause instanceof QueryError) return cause.code;
  const kind =
    cause instanceof Error ? /^(\w+(?: \w+)? Error):/.exec(cause.message)?.[1] : undefined;
  return (kind ?? 'ENGINE_ERROR').toUpperCase().replaceAll(' ', '_');
}
