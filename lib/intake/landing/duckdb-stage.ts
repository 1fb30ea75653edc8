import type { ColumnContract } from '#lib/contract/column.ts';
import type { SourceRelation } from '../reading/file-relation.ts';
import type { DuckdbSession } from './duckdb-session.ts';
import { type Staging, stagePart } from './duckdb-stage-part.ts';
import type { Placed } from './part-rows.ts';

/** A contract column and the SQL expression of its delivered text. */
export interface RawColumn {
  readonly column: ColumnContract;
  readonly expression: string;
  /** The column of the relation that holds the text as it stands; null for a constant and for no text. */
  readonly field: string | null;
  /** Every text is of the column's plain form, but those of rows set apart as not plain. */
  readonly isPlain: boolean;
}

/** Delivered rows and how their columns become the contract's. */
export interface Delivery extends Omit<SourceRelation, 'columns'> {
  readonly columns: readonly RawColumn[];
}

/** Typed rows of all deliveries of a table. */
export interface StagedRows {
  /** Rows of each delivery. */
  readonly counts: readonly number[];
  /** SQL of all rows. `_file` and `_row` say where a row came from, both counted from 0. */
  readonly staged: string;
  /** A Parquet file that holds all these rows as they are landed; null where they have yet to be written so. */
  readonly landable: string | null;
}

/** Files read in one statement: a year of daily ones. */
const FILES_AT_ONCE = 400;

/** Types all deliveries, which have the same columns. Throws `IntakeError` where the engine finds other rows. */
export async function stageDeliveries(
  session: DuckdbSession,
  deliveries: readonly Delivery[],
  staging: Staging,
): Promise<StagedRows> {
  const placed = deliveries.map((delivery, file) => ({ delivery, file }));
  const groups = [
    ...groupsOf(placed.filter(({ delivery }) => delivery.plain !== null)),
    ...groupsOf(placed.filter(({ delivery }) => delivery.plain === null)),
  ];
  const counts = deliveries.map(() => 0);
  const parts: string[] = [];
  let landable: string | null = null;
  for (const [index, group] of groups.entries()) {
    const part = await stagePart(session, group, {
      ...staging,
      label: `${staging.table.name}-${index}`,
    });
    for (const [at, { file }] of group.entries()) counts[file] = part.counts[at] ?? 0;
    parts.push(part.rows);
    landable = groups.length === 1 ? part.landable : null;
  }
  return { counts, staged: `(${parts.join(' union all ')})`, landable };
}

function groupsOf(placed: readonly Placed[]): (readonly Placed[])[] {
  const starts = placed.flatMap((_, index) => (index % FILES_AT_ONCE === 0 ? [index] : []));
  return starts.map((start) => placed.slice(start, start + FILES_AT_ONCE));
}
