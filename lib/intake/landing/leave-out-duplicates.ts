import { IntakeError } from '../intake-error.ts';
import type { Reject } from '../snapshot.ts';
import { findDuplicates } from './duckdb-duplicates.ts';
import type { DuckdbSession } from './duckdb-session.ts';
import { rejectHint } from './reject-hints.ts';
import { lineIn, type StagedTable } from './set-aside.ts';

/** Share of a table's rows whose key another row has with other content; more refuses the load. */
const MAX_CONFLICTING_ROWS = 0.0001;

const CONFLICT = 'CONFLICTING_DUPLICATE';

/** Repeated rows of one table. */
export interface LeftOut {
  /** Rows equal to an earlier one. */
  readonly identical: number;
  readonly conflicts: readonly Reject[];
}

/**
 * Finds rows that repeat a key and `updated_at`: equal ones are left out but the first, differing ones all.
 * @throws IntakeError CONFLICTING_DUPLICATE when too many differ.
 */
export async function leaveOutDuplicates(
  session: DuckdbSession,
  input: StagedTable,
): Promise<LeftOut> {
  const content = [...input.delivered];
  const key = deliveredKey(input);
  if (key === null) return { identical: 0, conflicts: [] };
  const { identical, conflicting } = await findDuplicates(session, input.staged, {
    key: key.length === 0 ? content : key,
    content,
  });
  const conflicts = conflicting.map(({ file, row }) => ({
    file: input.deliveries[file]?.name ?? input.table.name,
    line: lineIn(input.deliveries[file], row),
    column: key.join(', '),
    reason: CONFLICT,
    valueHash: null,
  }));
  refuseManyConflicts(input, conflicts);
  return { identical, conflicts };
}

/** Null where rows have no identity of their own: equal orders without an id are several orders. */
function deliveredKey({ table, delivered }: StagedTable): readonly string[] | null {
  if (table.name === 'orders' && !delivered.has('order_id')) return null;
  const parts = table.key.filter((name) => delivered.has(name));
  return parts.length === 0
    ? []
    : [...parts, ...(delivered.has('updated_at') ? ['updated_at'] : [])];
}

function refuseManyConflicts({ counts }: StagedTable, conflicts: readonly Reject[]): void {
  const [first] = conflicts;
  const rows = counts.reduce((sum, count) => sum + count, 0);
  if (first === undefined || conflicts.length <= rows * MAX_CONFLICTING_ROWS) return;
  const { file, line, column } = first;
  const place = {
    file,
    ...(line === null ? {} : { line }),
    ...(column === null ? {} : { column }),
  };
  throw new IntakeError(
    CONFLICT,
    place,
    `${rejectHint(CONFLICT)} (${conflicts.length} of ${rows} rows)`,
  );
}
