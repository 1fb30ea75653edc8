import { columnsRead, withoutTexts } from './columns-read.ts';
import { mayRead, type Purpose } from './purposes.ts';
import { classedColumns, isInScope, type RelationInScope } from './scope-columns.ts';
import { SCOPE_RELATIONS, type ScopeRelation } from './scope-relations.ts';

/** SQL over `*_in_scope` relations, with the parser of one of its rows. */
export interface Query<Row> {
  /** For messages and timings, such as `weekly-flow`. */
  readonly name: string;
  readonly sql: string;
  readonly parseRow: (row: unknown) => Row;
}

/** The one door in. Scoped queries are made here only: the class is not exported, and its field is private. */
class ScopedQueryBox<Row> {
  readonly purpose: Purpose;
  readonly query: Query<Row>;
  /** What the query reads, each after what it reads itself. */
  readonly relations: readonly ScopeRelation[];
  readonly #made = true;

  constructor(purpose: Purpose, query: Query<Row>, relations: readonly ScopeRelation[]) {
    this.purpose = purpose;
    this.query = query;
    this.relations = relations;
  }

  static isMade(box: ScopedQueryBox<unknown>): boolean {
    return box.#made;
  }
}

/** A query that can only see customers in scope; the only kind a warehouse runs. */
export type ScopedQuery<Row> = ScopedQueryBox<Row>;

/** Throws a `TypeError` on anything that `scopeTo` did not make, whatever its type claims. */
export const assertScoped = (query: ScopedQuery<unknown>): void => {
  ScopedQueryBox.isMade(query);
};

/**
 * Limits a query to customers who may be processed for `purpose`, and to columns classed for it. Throws
 * `UnscopedRelationError` or `UnclassedColumnError`.
 */
export function scopeTo<Row>(purpose: Purpose, query: Query<Row>): ScopedQuery<Row> {
  const read = relationsOf(query.sql);
  const foreign = read.filter((name) => !isInScope(name));
  if (foreign.length > 0) throw new UnscopedRelationError(query.name, foreign);
  const refused = refusedColumns(purpose, query.sql, read.filter(isInScope));
  if (refused.length > 0) throw new UnclassedColumnError(query.name, purpose, refused);
  return new ScopedQueryBox(purpose, query, relationsReadBy(query.sql, SCOPE_RELATIONS));
}

function refusedColumns(
  purpose: Purpose,
  sql: string,
  relations: readonly RelationInScope[],
): readonly string[] {
  const refused = relations.map((relation) => [
    relation,
    classedColumns(relation).flatMap(([name, dataClass]) =>
      mayRead(purpose, name, dataClass) ? [] : [name],
    ),
  ]);
  return columnsRead(sql, Object.fromEntries(refused));
}

/** Of relations in their order, each after those it reads: the ones that a query reads, itself or through others. */
export function relationsReadBy(
  sql: string,
  relations: readonly ScopeRelation[],
): readonly ScopeRelation[] {
  const wanted = new Set(relationsOf(sql));
  for (const relation of [...relations].reverse()) {
    if (wanted.has(relation.name)) for (const name of relationsOf(relation.sql)) wanted.add(name);
  }
  return relations.filter(({ name }) => wanted.has(name));
}

const READ = /\b(?:from|join)\s+(?:lateral\s+)?([^\s(),;]+|\()/gi;
const DEFINED = /(?:\bwith|,)\s*([a-z_][a-z0-9_]*)\s+as\s*\(/gi;
/** `from a, b` would read a relation that no `from` or `join` stands before. */
const COMMA_JOIN = /\bfrom\s+[a-z_][a-z0-9_.]*(?:\s+(?:as\s+)?[a-z_][a-z0-9_]*)?\s*,/i;

/** Relations that a query reads and does not define itself; a comma join is named as such, since it hides one. */
export function relationsOf(sql: string): string[] {
  const text = withoutTexts(sql);
  const read = [...text.matchAll(READ)].map(([, name]) => name ?? '');
  const own = new Set([...text.matchAll(DEFINED)].map(([, name]) => name));
  const foreign = read.filter(
    (name) => name !== '(' && !name.startsWith('unnest') && !own.has(name),
  );
  return [...new Set([...foreign, ...(COMMA_JOIN.test(text) ? ['a comma join'] : [])])];
}

/** A query names a table that could hold people out of scope. */
export class UnscopedRelationError extends Error {
  override readonly name = 'UnscopedRelationError';
  constructor(query: string, relations: readonly string[]) {
    super(
      `query "${query}" reads ${relations.join(', ')}; a query may read only relations that end in _in_scope`,
    );
  }
}

/** A query names a column that is not classed for its purpose. */
export class UnclassedColumnError extends Error {
  override readonly name = 'UnclassedColumnError';
  constructor(query: string, purpose: Purpose, columns: readonly string[]) {
    super(
      `query "${query}" reads ${columns.join(', ')}, which ${purpose} may not: see purposes.ts and scope-columns.ts`,
    );
  }
}
