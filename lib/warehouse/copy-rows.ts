import type { ScopedQuery } from '#lib/privacy/scope/scoped-query.ts';
import type { Parameters } from './bind-parameters.ts';

/** A Parquet file, and what its rows are made of around those of a scoped query. */
export interface CopyTarget {
  readonly path: string;
  /** The planned SQL of the scoped query → the SQL whose rows are written; both with named parameters. */
  readonly around: (scoped: string) => string;
}

/** Writes rows to a Parquet file inside the engine. */
export type CopyRows = (
  query: ScopedQuery<unknown>,
  parameters: Parameters,
  target: CopyTarget,
) => Promise<void>;

/** Rows of what stands around a scoped query, parsed as its own. */
export type RunAround = <Row>(
  query: ScopedQuery<Row>,
  parameters: Parameters,
  around: (scoped: string) => string,
) => Promise<readonly Row[]>;
