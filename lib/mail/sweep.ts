import { cancelKeyOf, suppressionKeyOf } from './mail-keys.ts';
import { type MailLedger, readRows } from './mail-ledger.ts';
import type { MailRow } from './mail-row.ts';
import { perform } from './perform.ts';
import { SENT_TWICE } from './transitions.ts';
import { isThere, type Process, type Work } from './work.ts';
import { applyEvent } from './write-row.ts';

/** What an hourly sweep found, for metrics and alarms. */
export interface SweepReport {
  readonly rows: number;
  /** Rows that this sweep ended: doubtful claims, stale plans, plans of cancelled runs and suppressed recipients. */
  readonly settled: number;
  readonly unknownOverHour: number;
  readonly unknownOverDay: number;
  /** Rows that name two messages, of those that changed within a day. */
  readonly sentTwice: number;
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Looks at every row: what time, a cancelled run or a suppressed recipient has done to it, and what is in doubt. */
export async function sweepMail(ledger: MailLedger): Promise<SweepReport> {
  const before = await readRows(ledger, null);
  const rows: MailRow[] = [];
  let settled = 0;
  for (const { key, row } of before) {
    const after = isOpen(row) ? await perform(sweepRow(key, ledger.process), ledger) : row;
    if (after !== null) rows.push(after);
    if (after !== null && after.state !== row.state) settled += 1;
  }
  const at = ledger.process.now().getTime();
  const unknown = rows
    .filter(({ state }) => state === 'UNKNOWN')
    .map(({ since }) => at - Date.parse(since));
  return {
    rows: rows.length,
    settled,
    unknownOverHour: unknown.filter((age) => age > HOUR).length,
    unknownOverDay: unknown.filter((age) => age > DAY).length,
    sentTwice: rows.filter((row) => row.reason === SENT_TWICE && at - changedAt(row) < DAY).length,
  };
}

const changedAt = ({ history, since }: MailRow): number => Date.parse(history.at(-1)?.at ?? since);

const isOpen = ({ state }: MailRow): boolean => state === 'PLANNED' || state === 'SENDING';

/** Brings one row up to date; null where it is gone. */
export function* sweepRow(key: string, process: Process): Work<MailRow | null> {
  const row = yield* applyEvent(key, { kind: 'overdue' }, process);
  if (row?.state !== 'PLANNED') return row;
  if (yield* isThere(cancelKeyOf(row.runId))) {
    return yield* applyEvent(key, { kind: 'cancel' }, process);
  }
  if (yield* isThere(suppressionKeyOf(row.recipientRef))) {
    return yield* applyEvent(key, { kind: 'suppress' }, process);
  }
  return row;
}
