import { IntakeError } from '../intake-error.ts';
import { rejectHint } from './reject-hints.ts';

/** Rows of one file that are set aside for one reason. */
export interface RejectCount {
  readonly reason: string;
  readonly column: string | null;
  readonly rows: number;
  /** Line of the first such row. */
  readonly line: number | null;
}

/** What is set aside of one file. */
export interface FileRejects {
  readonly file: string;
  readonly rows: number;
  /** Share of the file's money, 0 to 1, that the rejected rows hold. */
  readonly amountShare: number;
  readonly counts: readonly RejectCount[];
}

/** Shares of a file's rows and money that may be set aside before the whole file is refused. */
const MAX_REJECTED_ROWS = 0.001;
const MAX_REJECTED_AMOUNT = 0.005;

/** Rows with personal values that refuse a file of any size. */
const MAX_PERSONAL_ROWS = 10;

/** Reasons that are never a single row's accident. */
const REFUSING = new Set(['ID_SCIENTIFIC', 'MIXED_SCRIPT']);

/**
 * Refuses a file of which too much would be set aside.
 * @throws IntakeError whose code is the reason that concerns most rows.
 */
export function judgeRejects(rejects: FileRejects): void {
  const most = [...rejects.counts].sort((a, b) => b.rows - a.rows)[0];
  if (most === undefined) return;
  const grave =
    rejects.counts.find(({ reason }) => REFUSING.has(reason)) ??
    rejects.counts.find(
      ({ reason, rows }) => reason === 'PERSONAL_VALUE' && rows >= MAX_PERSONAL_ROWS,
    );
  if (grave !== undefined) throw refusal(rejects, grave);
  const rejected = rejects.counts.reduce((sum, { rows }) => sum + rows, 0);
  if (rejected > rejects.rows * MAX_REJECTED_ROWS) throw refusal(rejects, most);
  if (rejects.amountShare > MAX_REJECTED_AMOUNT) throw refusal(rejects, most);
}

function refusal({ file, rows }: FileRejects, count: RejectCount): IntakeError {
  const place = {
    file,
    ...(count.line === null ? {} : { line: count.line }),
    ...(count.column === null ? {} : { column: count.column }),
  };
  const hint = `${rejectHint(count.reason)} (${count.rows} of ${rows} rows, first one here; too many to set aside)`;
  return new IntakeError(count.reason, place, hint);
}
