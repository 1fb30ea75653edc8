import { type KeyedRow, type MailLedger, readRows } from './mail-ledger.ts';
import type { MailRow, MailState } from './mail-row.ts';

/** Mails by what became of them. */
export type MailCounts = Readonly<Record<Lowercase<MailState>, number>>;

/** How the mails of a run stand. */
export interface RunMails {
  readonly outcome: 'succeeded' | 'succeeded_with_unresolved';
  /** Mails that failed, are in doubt, were given up, or wait. */
  readonly unresolved: number;
  readonly counts: MailCounts;
  /** Codes of what stands in the way, and how often. */
  readonly reasons: Readonly<Partial<Record<string, number>>>;
  /** The first moment at which a waiting mail may be tried again: then send once more. */
  readonly waitingUntil: string | null;
}

/** The mails that the attempts at a run have planned: each attempt has an id. */
interface PlannedBy {
  readonly period: string;
  readonly runIds: readonly string[];
}

/** The rows of a run, in the order of their keys. */
export async function readRunRows(
  ledger: MailLedger,
  { period, runIds }: PlannedBy,
): Promise<KeyedRow[]> {
  const rows = await readRows(ledger, period);
  return rows.filter(({ row }) => runIds.includes(row.runId));
}

/** Counts the rows of a run anew: a summary is never kept beside them. */
export const readRunMails = async (ledger: MailLedger, planned: PlannedBy): Promise<RunMails> =>
  runMailsOf((await readRunRows(ledger, planned)).map(({ row }) => row));

export function runMailsOf(rows: readonly MailRow[]): RunMails {
  const counts = countsOf(rows);
  const open = rows.filter(({ state }) => !RESOLVED.includes(state));
  const reasons: Partial<Record<string, number>> = {};
  for (const { reason } of open) if (reason) reasons[reason] = (reasons[reason] ?? 0) + 1;
  const waiting = open.flatMap(({ state, notBefore }) =>
    state === 'PLANNED' && notBefore !== null ? [notBefore] : [],
  );
  return {
    outcome: open.length === 0 ? 'succeeded' : 'succeeded_with_unresolved',
    unresolved: open.length,
    counts,
    reasons,
    waitingUntil: waiting.sort()[0] ?? null,
  };
}

/** States in which nothing about a mail is open. */
const RESOLVED: readonly MailState[] = ['ACCEPTED', 'SUPPRESSED', 'CANCELLED', 'EXPIRED'];

function countsOf(rows: readonly MailRow[]): MailCounts {
  const count = (state: MailState): number => rows.filter((row) => row.state === state).length;
  return {
    planned: count('PLANNED'),
    sending: count('SENDING'),
    accepted: count('ACCEPTED'),
    unknown: count('UNKNOWN'),
    failed: count('FAILED'),
    suppressed: count('SUPPRESSED'),
    cancelled: count('CANCELLED'),
    expired: count('EXPIRED'),
    abandoned: count('ABANDONED'),
  };
}
