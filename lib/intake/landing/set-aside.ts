import type { TableContract } from '#lib/contract/column.ts';
import { lineOfRow } from '../bytes/line-of-row.ts';
import type { Reject } from '../snapshot.ts';
import {
  type CountedReject,
  countRejects,
  listRejects,
  recordDefects,
  rejectedAmounts,
} from './duckdb-rejects.ts';
import type { DuckdbSession } from './duckdb-session.ts';
import type { Delivery, StagedRows } from './duckdb-stage.ts';
import { judgeRejects } from './judge-rejects.ts';

/** Staged rows of one table. */
export interface StagedTable extends StagedRows {
  readonly table: TableContract;
  readonly deliveries: readonly Delivery[];
  readonly delivered: ReadonlySet<string>;
}

/**
 * Lists the rows to set aside, in file order.
 * @throws IntakeError when they are too many of a file's rows or money.
 */
export async function setAside(session: DuckdbSession, input: StagedTable): Promise<Reject[]> {
  await recordDefects(
    session,
    input.deliveries.map(({ defects }) => defects),
  );
  const counts = await countRejects(session, input.staged);
  if (counts.length === 0) return [];
  await judgeFiles(session, input, counts);
  const rows = await listRejects(session, input.staged);
  return rows.map(({ file, row, column, reason, hash }) => ({
    file: input.deliveries[file]?.name ?? input.table.name,
    line: lineIn(input.deliveries[file], row),
    column,
    reason,
    valueHash: hash,
  }));
}

async function judgeFiles(
  session: DuckdbSession,
  input: StagedTable,
  counts: readonly CountedReject[],
): Promise<void> {
  const amount = mainAmount(input);
  const shares = amount === null ? [] : await rejectedAmounts(session, input.staged, amount);
  for (const [index, delivery] of input.deliveries.entries()) {
    judgeRejects({
      file: delivery.name,
      rows: input.counts[index] ?? 0,
      amountShare: shares.find(({ file }) => file === index)?.share ?? 0,
      counts: counts
        .filter(({ file }) => file === index)
        .map(({ reason, column, rows, firstRow }) => ({
          reason,
          column,
          rows,
          line: lineIn(delivery, firstRow),
        })),
    });
  }
}

/** Line of a delivery's row, where it has lines. */
export const lineIn = (delivery: Delivery | undefined, row: number): number | null =>
  delivery?.lineJumps == null ? null : lineOfRow(row, delivery.lineJumps);

/** The amount a row is about: the first required money column. */
const mainAmount = ({ table, delivered }: StagedTable): string | null =>
  table.columns.find(
    ({ name, type, required }) =>
      type === 'money' && required === 'required' && delivered.has(name),
  )?.name ?? null;
