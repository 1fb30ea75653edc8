import { rowKeyOf } from './mail-keys.ts';
import { type MailLedger, record } from './mail-ledger.ts';
import type { MailRow } from './mail-row.ts';
import { decisionReason } from './transitions.ts';

/** A decision about one mail in doubt. */
export interface Decision {
  readonly period: string;
  readonly mailKey: string;
  /** Role of who decides, such as `mail-duty`; it stays in the row's history. */
  readonly by: string;
}

/** The recipient says that the mail did not arrive: the next round sends it again. Only after an hour in doubt. */
export const confirmNotReceived = (ledger: MailLedger, decision: Decision): Promise<MailRow> =>
  decide(ledger, decision, 'not-received');

/** Nobody will find out: the mail stays reported as unresolved and is never sent again. */
export const abandon = (ledger: MailLedger, decision: Decision): Promise<MailRow> =>
  decide(ledger, decision, 'abandon');

async function decide(
  ledger: MailLedger,
  { period, mailKey, by }: Decision,
  kind: 'not-received' | 'abandon',
): Promise<MailRow> {
  if (!/^[a-z0-9-]{1,40}$/.test(by)) {
    throw new DecisionError(mailKey, 'name a role, such as mail-duty');
  }
  const row = await record(ledger, rowKeyOf(period, mailKey), { kind, by });
  if (row === null) throw new DecisionError(mailKey, `no such mail in ${period}`);
  if (row.reason !== decisionReason(kind, by)) {
    const why = `it is ${row.state} since ${row.since}: only mails UNKNOWN for an hour`;
    throw new DecisionError(mailKey, why);
  }
  return row;
}

export class DecisionError extends Error {
  override readonly name = 'DecisionError';
  constructor(mailKey: string, why: string) {
    super(`nothing decided about mail ${mailKey}: ${why}`);
  }
}
