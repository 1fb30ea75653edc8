import audiencesInScope from './audiences_in_scope.sql';
import customersInScope from './customers_in_scope.sql';
import marketingSpendInScope from './marketing_spend_in_scope.sql';
import movementsInScope from './movements_in_scope.sql';
import ordersInScope from './orders_in_scope.sql';
import purchaseDaysInScope from './purchase_days_in_scope.sql';
import refundsInScope from './refunds_in_scope.sql';
import touchpointsInScope from './touchpoints_in_scope.sql';

/** What personal data is used for. Each purpose has its own scope; an unknown state is out. */
export type Purpose = 'segment-reporting' | 'model-fitting';

/** SQL over `*_in_scope` relations, with the parser of one of its rows. */
export interface Query<Row> {
  /** For messages and timings, such as `weekly-flow`. */
  readonly name: string;
  readonly sql: string;
  readonly parseRow: (row: unknown) => Row;
}

/** A relation that holds only what may be processed. */
export interface ScopeRelation {
  readonly name: string;
  readonly sql: string;
  /** Costly and read by many queries: an engine may compute it once and keep it for the run. */
  readonly keep: boolean;
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

/** Every relation a query may name, each after those it reads. */
export const SCOPE_RELATIONS: readonly ScopeRelation[] = [
  { name: 'customers_in_scope', sql: customersInScope, keep: true },
  { name: 'orders_in_scope', sql: ordersInScope, keep: true },
  { name: 'refunds_in_scope', sql: refundsInScope, keep: true },
  { name: 'movements_in_scope', sql: movementsInScope, keep: false },
  { name: 'purchase_days_in_scope', sql: purchaseDaysInScope, keep: true },
  { name: 'audiences_in_scope', sql: audiencesInScope, keep: true },
  { name: 'marketing_spend_in_scope', sql: marketingSpendInScope, keep: true },
  { name: 'touchpoints_in_scope', sql: touchpointsInScope, keep: false },
];

/** Limits a query to customers who may be processed for `purpose`. Throws `UnscopedRelationError`. */
export function scopeTo<Row>(purpose: Purpose, query: Query<Row>): ScopedQuery<Row> {
  const foreign = relationsOf(query.sql).filter((name) => !isScopeRelation(name));
  if (foreign.length > 0) throw new UnscopedRelationError(query.name, foreign);
  return new ScopedQueryBox(purpose, query, relationsReadBy(query.sql));
}

const isScopeRelation = (name: string): boolean => SCOPE_RELATIONS.some((r) => r.name === name);

function relationsReadBy(sql: string): readonly ScopeRelation[] {
  const wanted = new Set(relationsOf(sql));
  for (const relation of [...SCOPE_RELATIONS].reverse()) {
    if (wanted.has(relation.name)) for (const name of relationsOf(relation.sql)) wanted.add(name);
  }
  return SCOPE_RELATIONS.filter(({ name }) => wanted.has(name));
}

/** Relations that a query reads and does not define itself. */
export function relationsOf(sql: string): string[] {
  const text = sql.replaceAll(/--[^\n]*/g, '').replaceAll(/'(?:[^']|'')*'/g, "''");
  const read = [...text.matchAll(/\b(?:from|join)\s+([a-z_][a-z0-9_.]*)/gi)].map(
    ([, n]) => n ?? '',
  );
  const own = new Set(
    [...text.matchAll(/(?:\bwith|,)\s*([a-z_][a-z0-9_]*)\s+as\s*\(/gi)].map(([, n]) => n ?? ''),
  );
  return [...new Set(read)].filter((name) => name !== 'unnest' && !own.has(name));
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
