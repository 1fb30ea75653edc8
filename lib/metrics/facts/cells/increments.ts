import { type CellKey, cellKey } from '#lib/privacy/cell.ts';
import type { Increment } from '#lib/privacy/ledger/corrections.ts';
import type { Query } from '#lib/privacy/scope/scoped-query.ts';
import type { CellRow } from './cell-row.ts';
import cellStatistics from './cell-statistics.sql';
import { audienceScope } from './cells-of-rows.ts';
import changedContributions from './changed-contributions.sql';
import { composeSql } from './compose-sql.ts';
import contributions from './contributions.sql';

/**
 * What each customer contributes to each cell of an audience. `sql` is that of a fact, with a `contributor`. Only the
 * engine reads its rows: they are never asked for.
 */
export const contributionQuery = <Row>(
  name: string,
  sql: string,
  parseRow: (row: unknown) => Row,
): Query<Row> => ({
  name: `${name}-contributions`,
  sql: composeSql({ measured: sql }, contributions),
  parseRow,
});

/** Statistics of what has changed between two relations of contributions, as rows of cells. */
export const changesSql = (now: string, then: string): string =>
  composeSql(
    { contributions_now: now, contributions_then: then, measured: changedContributions },
    cellStatistics,
  );

/** The increments of cells by their keys. */
export const incrementsOf = (
  rows: readonly CellRow[],
  label: (row: CellRow) => string,
): ReadonlyMap<CellKey, Increment> =>
  new Map(
    rows.map((row) => [cellKey(row.measure, label(row), audienceScope(row)), incrementOf([row])]),
  );

/** Groups without a common customer as one. */
export function incrementOf(rows: readonly CellRow[]): Increment {
  const add = (pick: (row: CellRow) => number) => rows.reduce((sum, row) => sum + pick(row), 0);
  const [first = 0, second = 0] = rows
    .flatMap((row) => [row.largest, row.second])
    .sort((a, b) => b - a);
  return {
    customers: add((row) => row.customers),
    total: add((row) => row.total),
    absolute: add((row) => row.absolute),
    largest: [first, second],
  };
}
