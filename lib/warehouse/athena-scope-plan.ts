import type { ScopedQuery } from '#lib/privacy/scope/scoped-query.ts';
import { type AthenaStatement, athenaStatement } from './athena-statement.ts';
import { keptInCatalogue, type RunTables, withTables } from './athena-tables.ts';
import type { Parameters } from './bind-parameters.ts';
import { type KeptTable, planKept } from './kept-relations.ts';

export interface ScopePlanOptions extends RunTables {
  /**
   * Folder for the tables' files, `s3://bucket/folder/`. Left out, Athena puts them under the workgroup's results; a
   * workgroup that enforces its results location refuses any other.
   */
  readonly location?: string;
}

/** A query that will run, with its values. */
export interface ScopedCall {
  readonly query: ScopedQuery<unknown>;
  readonly parameters: Parameters;
}

/** Statements that may run at the same time, after all of the phase before. */
export interface StatementPhase {
  readonly statements: readonly AthenaStatement[];
}

interface Planned {
  readonly phase: number;
  readonly statement: AthenaStatement;
}

/** The tables that queries need before they run, each made once, however many queries read it. */
export function scopePlan(
  options: ScopePlanOptions,
  calls: readonly ScopedCall[],
): readonly StatementPhase[] {
  const planned = new Map<string, Planned>();
  for (const { query, parameters } of calls) {
    const all = { ...parameters, purpose: query.purpose };
    const kept = planKept(query, all, keptInCatalogue(options));
    for (const table of kept.tables) {
      const phase = 1 + Math.max(-1, ...table.reads.map((read) => planned.get(read)?.phase ?? -1));
      if (!planned.has(table.table))
        planned.set(table.table, { phase, statement: creation(options, table, kept.parameters) });
    }
  }
  const phases = [...planned.values()];
  const last = Math.max(-1, ...phases.map(({ phase }) => phase));
  return Array.from({ length: last + 1 }, (_, i) => ({
    statements: phases.filter(({ phase }) => phase === i).map(({ statement }) => statement),
  }));
}

function creation(
  { location, tables, run }: ScopePlanOptions,
  { table, relation, key, sql }: KeptTable,
  parameters: Parameters,
): AthenaStatement {
  const name = `${relation}_${key.slice(0, 12)}`;
  const properties = [
    "format = 'PARQUET'",
    ...(location === undefined ? [] : [`external_location = '${location}${name}/'`]),
  ];
  const create = `create table ${table} with (${properties.join(', ')}) as`;
  return athenaStatement({ name, sql: `${create}\n${withTables(sql, tables)}`, run }, parameters);
}
