import { rowKeyOf } from './mail-keys.ts';
import { type MailLedger, readMail, record } from './mail-ledger.ts';
import type { MailRow } from './mail-row.ts';
import { afterEvent, decisionReason, type MailEvent } from './transitions.ts';

/** A decision about one mail in doubt. */
export interface Decision {
  readonly period: string;
  readonly mailKey: string;
  /** Role of who decides, such as `mail-duty`; it stays in the row's history. */
  readonly by: string;
  /** Gives the row as the decision would leave it, and writes nothing. */
  readonly dryRun?: boolean;
}

/** The recipient says that the mail did not arrive: the next round sends it again. Only after an hour in doubt. */
export const confirmNotReceived = (ledger: MailLedger, decision: Decision): Promise<MailRow> =>
  decide(ledger, decision, 'not-received');

/** Nobody will find out: the mail stays reported as unresolved and is never sent again. */
export const abandon = (ledger: MailLedger, decision: Decision): Promise<MailRow> =>
  decide(ledger, decision, 'abandon');

async function decide(
  ledger: MailLedger,
  { period, mailKey, by, dryRun = false }: Decision,
  kind: 'not-received' | 'abandon',
): Promise<MailRow> {
  if (!/^[a-z0-9-]{1,40}$/.test(by)) {
    throw new DecisionError(mailKey, 'name a role, such as mail-duty');
  }
  const settle = dryRun ? foreseen : record;
  const row = await settle(ledger, rowKeyOf(period, mailKey), { kind, by });
  if (row === null) throw new DecisionError(mailKey, `no such mail in ${period}`);
  if (row.reason !== decisionReason(kind, by)) {
    throw new DecisionError(mailKey, `it is ${row.state} since ${row.since}; ${OPEN_TO[kind]}`);
  }
  return row;
}

const OPEN_TO = {
  'not-received': 'only a mail UNKNOWN for an hour can be sent again',
  abandon: 'only a mail that is UNKNOWN can be given up',
} as const;

async function foreseen(
  ledger: MailLedger,
  key: string,
  event: MailEvent,
): Promise<MailRow | null> {
  const row = await readMail(ledger, key);
  return row && (afterEvent(row, event, ledger.process.now()) ?? row);
}

export class DecisionError extends Error {
  override readonly name = 'DecisionError';
  constructor(mailKey: string, why: string) {
    super(`nothing decided about mail ${mailKey}: ${why}`);
  }
}
