import type { Query } from '#lib/privacy/scope/scoped-query.ts';
import audienceStatistics from './audience-statistics.sql';
import { type CellRow, parseCellRow } from './cell-row.ts';
import cellStatistics from './cell-statistics.sql';
import { composeSql } from './compose-sql.ts';

/**
 * Statistics of cells. `sql` says what each customer contributes to each: one row per customer, `measure`, `period`,
 * `scheme`, `segment` and `age` (null for flows), with the `amount`.
 */
export const cellQuery = (name: string, sql: string): Query<CellRow> => ({
  name,
  sql: composeSql({ measured: sql }, cellStatistics),
  parseRow: parseCellRow,
});

/** The same where the scheme may be `atom`, and the segment a customer's atom, null of guests: cells of all their audiences. */
export const audienceCellQuery = (name: string, sql: string): Query<CellRow> => ({
  name,
  sql: composeSql({ measured: sql, atom_cells: cellStatistics }, audienceStatistics),
  parseRow: parseCellRow,
});
