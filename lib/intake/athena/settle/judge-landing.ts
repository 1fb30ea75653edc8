import { IntakeError } from '../../intake-error.ts';
import { judgeRejects } from '../../landing/judge-rejects.ts';
import { rejectHint } from '../../landing/reject-hints.ts';
import { refusedKind } from '../../mapping/refused-columns.ts';
import { CONFLICT } from '../plan/aside-sql.ts';
import type { TablePlan } from '../plan/plan-table.ts';
import type { DefectCount, LandingCounts } from './landing-counts.ts';

/** Share of a table's rows whose key another row has with other content; more refuses the load. */
const MAX_CONFLICTING_ROWS = 0.0001;

/** Refuses a landing of which too much is wrong, in the order of a load on one machine. Throws `IntakeError`. */
export function judgeLanding(plan: TablePlan, counts: LandingCounts): void {
  refuseOtherRows(plan, counts);
  refuseAttributeKeys(plan, counts);
  for (const { ordinal, name } of plan.files) {
    const file = counts.files.find((candidate) => candidate.file === ordinal);
    judgeRejects({
      file: name,
      rows: file?.rows ?? 0,
      amountShare: file === undefined || file.amount === 0 ? 0 : file.amountAside / file.amount,
      counts: defectsOf(counts, ordinal).map(({ reason, column, rows, firstLine }) => ({
        reason,
        column,
        rows,
        line: firstLine,
      })),
    });
  }
  refuseManyConflicts(plan, counts);
}

/** The engine must have read as many rows as the bytes hold. */
function refuseOtherRows({ files }: TablePlan, counts: LandingCounts): void {
  for (const { ordinal, name, rows } of files) {
    const found = counts.files.find(({ file }) => file === ordinal)?.rows ?? 0;
    if (rows === null || rows === found) continue;
    const hint = `${rows} rows in the bytes, ${found} read; check quotes and line ends`;
    throw new IntakeError('ROW_COUNT', { file: name }, hint);
  }
}

/** What may not be a column may not come as the key of a map. */
function refuseAttributeKeys({ name }: TablePlan, { keys }: LandingCounts): void {
  for (const { column, key } of keys) {
    const kind = refusedKind(key);
    if (kind === null) continue;
    const hint = `a key that looks like ${kind}, which is never landed; leave it out`;
    throw new IntakeError('REFUSED_COLUMN', { file: name, column: `${column}.${key}` }, hint);
  }
}

/** Defects of one file other than conflicts, by reason and column. */
const defectsOf = ({ defects }: LandingCounts, ordinal: number): readonly DefectCount[] =>
  defects
    .filter(({ file, reason }) => file === ordinal && reason !== CONFLICT)
    .sort((a, b) => compare([a.reason, a.column], [b.reason, b.column]));

type Texts = readonly (string | null)[];

/** In the order of text; nothing comes last. */
function compare([first, ...others]: Texts, [second, ...rest]: Texts): number {
  if (first === second) return others.length === 0 ? 0 : compare(others, rest);
  if (first == null || second == null) return first == null ? 1 : -1;
  return first < second ? -1 : 1;
}

function refuseManyConflicts({ files }: TablePlan, counts: LandingCounts): void {
  const conflicts = counts.defects
    .filter(({ reason }) => reason === CONFLICT)
    .sort((a, b) => a.file - b.file);
  const rows = conflicts.reduce((sum, conflict) => sum + conflict.rows, 0);
  const [first] = conflicts;
  if (first === undefined || rows <= counts.delivered * MAX_CONFLICTING_ROWS) return;
  const place = {
    file: files.find(({ ordinal }) => ordinal === first.file)?.name ?? '',
    ...(first.firstLine === null ? {} : { line: first.firstLine }),
    ...(first.column === null ? {} : { column: first.column }),
  };
  const hint = `${rejectHint(CONFLICT)} (${rows} of ${counts.delivered} rows)`;
  throw new IntakeError(CONFLICT, place, hint);
}
