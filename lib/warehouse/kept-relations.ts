import { createHash } from 'node:crypto';
import type { ScopeRelation } from '#lib/privacy/scope/scope-relations.ts';
import { relationsOf, relationsReadBy, type ScopedQuery } from '#lib/privacy/scope/scoped-query.ts';
import { type Parameters, parameterNames } from './bind-parameters.ts';
import { withRelations } from './scoped-sql.ts';

/** A costly relation as a table that is made once. */
export interface KeptTable {
  /** Its name, as SQL reads it. */
  readonly table: string;
  readonly relation: string;
  /** Identity of its rows within a run: the relation, and the values it and what it reads depend on. */
  readonly key: string;
  /** The query whose rows it holds, with named parameters. */
  readonly sql: string;
  /** Kept tables that must be there first. */
  readonly reads: readonly string[];
}

/** A query that reads kept tables, and these, each after those it reads. */
export interface KeptPlan {
  readonly tables: readonly KeptTable[];
  /** Values to make the tables with. */
  readonly parameters: Parameters;
  readonly sql: string;
}

/** How an engine names kept tables and writes relations that it does not keep. */
export interface Keeping {
  tableName(relation: string, key: string): string;
  readonly as?: 'as' | 'as not materialized';
}

/** Which tables a query needs for some values, `purpose` among them, and how it reads them. */
export function planKept(
  { query, relations }: ScopedQuery<unknown>,
  parameters: Parameters,
  { tableName, as = 'as' }: Keeping,
): KeptPlan {
  const making = parametersOfTables(parameters);
  const keys = new Map<string, string>();
  const before: ScopeRelation[] = [];
  const tables = new Map<string, KeptTable>();
  for (const relation of relations) {
    const { name } = relation;
    const key = relationKey(relation, making, keys);
    keys.set(name, key);
    if (relation.keep) {
      const table = tableName(name, key);
      const readable = relationsReadBy(relation.sql, before);
      const reads = readable.flatMap((read) => tables.get(read.name)?.table ?? []);
      const sql = withRelations(relation.sql, readable, as);
      tables.set(name, { table, relation: name, key, sql, reads });
      before.push({ ...relation, sql: `select * from ${table}` });
    } else before.push(relation);
  }
  return {
    tables: [...tables.values()],
    parameters: making,
    sql: withRelations(query.sql, relationsReadBy(query.sql, before), as),
  };
}

/** Where the basis is declared for every purpose, all purposes see the same customers and share what is kept. */
const parametersOfTables = (parameters: Parameters): Parameters =>
  parameters['lawful_basis'] === 'declared' ? { ...parameters, purpose: 'any' } : parameters;

function relationKey(
  { name, sql }: ScopeRelation,
  parameters: Parameters,
  before: ReadonlyMap<string, string>,
): string {
  const values = parameterNames(sql).map((parameter) => [parameter, parameters[parameter]]);
  const inputs = relationsOf(sql).map((read) => before.get(read) ?? read);
  return createHash('sha256')
    .update(JSON.stringify([name, values, inputs]))
    .digest('hex');
}
