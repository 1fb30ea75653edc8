import type { Snapshot } from '#lib/intake/snapshot.ts';
import { groupBy } from '#lib/numerics/group-by.ts';
import type { ReportState } from '#lib/privacy/report.ts';
import type { StepRecord } from './step-timer.ts';
import type { FileRecord } from './write-files.ts';

/** What `run.json` says: states, files, times and rows of a run. It holds no figure about customers. */
export interface RunRecord {
  readonly state: ReportState;
  readonly runId: string;
  readonly asOf: string;
  readonly snapshot: string;
  readonly reports: readonly {
    readonly id: string;
    /** `all`, or the scope that a recipient group is bound to, as `country:IE`. */
    readonly scope: string;
    readonly state: ReportState;
    readonly directory: string;
  }[];
  readonly files: readonly FileRecord[];
  readonly steps: readonly StepRecord[];
  readonly rejects: readonly RejectRecord[];
  readonly warnings: readonly string[];
  /** What happened to the mails of this run; empty when none was asked for. */
  readonly mails: readonly MailRecord[];
}

/** Rows that were set aside for one reason, in one column of one file. */
export interface RejectRecord {
  readonly table: string;
  readonly file: string;
  readonly column: string | null;
  readonly reason: string;
  readonly rows: number;
  readonly firstLine: number | null;
}

export interface MailRecord {
  readonly report: string;
  /** The scope of the edition that was mailed: `all`, or as `country:IE`. */
  readonly scope: string;
  /** Place of the recipient in the list of that edition's recipients, from 1: records hold no addresses. */
  readonly recipient: number;
  readonly status: 'sent' | 'unknown';
}

/** Rejected rows counted by file, column and reason: where to look, without the values. */
export function rejectRecords({ tables }: Snapshot): RejectRecord[] {
  const found = new Map<string, RejectRecord>();
  for (const { table, rejects } of Object.values(tables)) {
    for (const { file, line, column, reason } of rejects) {
      const key = JSON.stringify([table, file, column, reason]);
      const before = found.get(key);
      found.set(key, {
        table,
        file,
        column,
        reason,
        rows: (before?.rows ?? 0) + 1,
        firstLine: before ? before.firstLine : line,
      });
    }
  }
  return [...found.values()];
}

/** What intake warned of, once each; a warning that many tables share names how many. */
export function intakeWarnings({ tables }: Snapshot): string[] {
  const byCode = groupBy(
    Object.values(tables).flatMap(({ warnings }) => warnings),
    ({ code }) => code,
  );
  return [...byCode.values()].flatMap((warnings) => {
    const messages = [...new Set(warnings.map(({ message }) => message))];
    const [first, ...others] = messages;
    if (first === undefined || others.length < 3) return messages;
    return [`${first} (and ${others.length} tables more)`];
  });
}
