import type { ScopeRelation } from '#lib/privacy/scope/scope-relations.ts';

/** One statement: the relations as leading CTEs of the query's own `with`, so that its final `order by` holds. */
export function withRelations(
  sql: string,
  relations: readonly ScopeRelation[],
  as: 'as' | 'as not materialized' = 'as',
): string {
  if (relations.length === 0) return sql;
  const ctes = relations.map(({ name, sql: body }) => `${name} ${as} (\n${body}\n)`).join(',\n');
  const rest = sql.replace(/^(?:\s*--[^\n]*\n)*\s*/, '');
  const own = /^with\s/i.exec(rest);
  return own ? `with ${ctes},\n${rest.slice(own[0].length)}` : `with ${ctes}\n${rest}`;
}
