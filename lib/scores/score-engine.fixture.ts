import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DuckDBConnection, DuckDBInstance, type Json } from '@duckdb/node-api';
import { TABLE_NAMES } from '#lib/contract/tables.ts';
import type { ScopedQuery } from '#lib/privacy/scope/scoped-query.ts';
import { bindParameters, type Parameters } from '#lib/warehouse/bind-parameters.ts';
import type { CopyRows } from '#lib/warehouse/copy-rows.ts';
import { planKept } from '#lib/warehouse/kept-relations.ts';
import trinoMacros from '#lib/warehouse/trino-macros.sql';
import type { Warehouse } from '#lib/warehouse/warehouse.ts';
import {
  calendarStatements,
  SCOPE_PARAMETERS,
  type ShopTables,
  tableStatements,
} from '../../test/fixtures/shop-warehouse.ts';

export const AS_OF = '2026-11-16';

/** Scope of a run up to `AS_OF`. */
export const SCOPE = { ...SCOPE_PARAMETERS, as_of: AS_OF, as_of_utc: `${AS_OF} 00:00:00` };

/** Statements that make the tables of a shop. */
export const shopStatements = (tables: ShopTables): string[] => [
  ...TABLE_NAMES.filter((name) => name !== 'calendar').flatMap((name) =>
    tableStatements(name, tables[name] ?? []),
  ),
  ...calendarStatements('month'),
];

/** DuckDB with the tables of a shop and a folder for files. */
export interface ScoreEngine {
  readonly warehouse: Pick<Warehouse, 'run'>;
  readonly copy: CopyRows;
  readonly directory: string;
  rows(file: string): Promise<Record<string, Json>[]>;
  close(): void;
}

export async function scoreEngine(tables: ShopTables): Promise<ScoreEngine> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
  const connection = await instance.connect();
  await connection.run(trinoMacros);
  for (const statement of shopStatements(tables)) await connection.run(statement);
  const directory = mkdtempSync(join(tmpdir(), 'scores-'));
  const planned = planner(connection);
  return {
    warehouse: {
      async run(query, parameters) {
        const { sql, all } = await planned(query, parameters);
        const rows = await runBound(connection, sql, all);
        return rows.map(query.query.parseRow);
      },
    },
    async copy(query, parameters, { path, around }) {
      const { sql, all } = await planned(query, parameters);
      await runBound(connection, `copy (${around(sql)}) to '${path}' (format parquet)`, all);
    },
    directory,
    rows: (file) => runBound(connection, `select * from '${join(directory, file)}' order by 1`, {}),
    close() {
      connection.closeSync();
      instance.closeSync();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

/** SQL over relations that are made once for each scope. */
function planner(connection: DuckDBConnection) {
  const made = new Set<string>();
  return async (query: ScopedQuery<unknown>, parameters: Parameters) => {
    const all = { ...parameters, purpose: query.purpose };
    const tableName = (relation: string, key: string) => `${relation}_${key}`;
    const plan = planKept(query, all, { tableName });
    for (const { table, sql } of plan.tables.filter(({ table }) => !made.has(table))) {
      await runBound(connection, `create table ${table} as ${sql}`, plan.parameters);
      made.add(table);
    }
    return { sql: plan.sql, all };
  };
}

async function runBound(connection: DuckDBConnection, sql: string, parameters: Parameters) {
  const bound = bindParameters(sql, parameters);
  const reader = await connection.runAndReadAll(bound.sql, bound.values);
  return reader.getRowObjectsJson();
}
