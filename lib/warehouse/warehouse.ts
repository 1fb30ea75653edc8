import type { ScopedQuery } from '#lib/privacy/scope/scoped-query.ts';
import type { Parameters } from './bind-parameters.ts';

/** Where rows come from: Athena in the account, DuckDB on a laptop. Runs nothing but scoped queries. */
export interface Warehouse {
  /** Rows of the query, parsed. Throws `QueryError` with a code, never the engine's text (it may quote a value). */
  run<Row>(query: ScopedQuery<Row>, parameters: Parameters): Promise<readonly Row[]>;
  /** The one row of a data check over landed tables: counts and sums of rows, all numbers. */
  inspect(query: InspectionQuery, parameters: Parameters): Promise<Counts>;
  close(): Promise<void>;
}

/** SQL over landed tables whose one row holds numbers about rows only, so that nobody is in its answer. */
export interface InspectionQuery {
  readonly name: string;
  readonly sql: string;
}

/** Column → number; null where SQL gave null (a sum over no rows). */
export type Counts = Readonly<Record<string, number | null>>;

/** A query failed. Names the query and what kind of failure; engine text stays out of logs and mails. */
export class QueryError extends Error {
  override readonly name = 'QueryError';
  readonly code: string;
  constructor(query: string, code: string, options?: ErrorOptions) {
    super(`query "${query}" failed: ${code}`, options);
    this.code = code;
  }
}
