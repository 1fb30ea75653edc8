import { createHash } from 'node:crypto';
import { relationsOf } from '#lib/privacy/scope/scoped-query.ts';
import type { Keeping } from './kept-relations.ts';
import { withRelations } from './scoped-sql.ts';

/** SQL of every table that queries may name, by that name: landed rows of a catalogue table, or none with columns. */
export type TableRelations = Readonly<Record<string, string>>;

/** What names the tables of one run. */
export interface RunTables {
  readonly database: string;
  readonly tables: TableRelations;
  /** Name of the execution with its attempt. */
  readonly run: string;
}

/** A table of the catalogue as SQL reads it. */
export const catalogueTable = (database: string, table: string): string =>
  [database, table].map((name) => `"${name.replaceAll('"', '""')}"`).join('.');

/** Beginning of the names of all kept tables of a run, which end with it. */
export const keptTablePrefix = (run: string): string =>
  `scoped_${createHash('sha256').update(run).digest('hex').slice(0, 12)}_`;

/** Kept relations as tables of the catalogue, made before the queries that read them. */
export const keptInCatalogue = ({ database, run }: Omit<RunTables, 'tables'>): Keeping => ({
  tableName: (relation, key) =>
    catalogueTable(database, `${keptTablePrefix(run)}${relation}_${key.slice(0, 12)}`),
});

/** A query with the tables that it names as leading CTEs. */
export function withTables(sql: string, tables: TableRelations): string {
  const named = relationsOf(sql).flatMap((name) => {
    const rows = Object.hasOwn(tables, name) ? tables[name] : undefined;
    return rows === undefined ? [] : [{ name, sql: rows, keep: false }];
  });
  return withRelations(sql, named);
}
