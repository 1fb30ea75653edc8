import { type MailLedger, readRows } from './mail-ledger.ts';
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

/** Counts the rows of a run anew: a summary is never kept beside them. Each attempt at a run has an id. */
export async function readRunMails(
  ledger: MailLedger,
  { period, runIds }: { readonly period: string; readonly runIds: readonly string[] },
): Promise<RunMails> {
  const rows = await readRows(ledger, period);
  return runMailsOf(rows.map(({ row }) => row).filter(({ runId }) => runIds.includes(runId)));
}

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
