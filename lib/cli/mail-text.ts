import type { KeyedRow } from '#lib/mail/mail-ledger.ts';
import type { RunMails } from '#lib/mail/run-mails.ts';

/** A mail as an operator sees it: who it goes to is in no ledger. */
export const listedMail = ({ key, row }: KeyedRow) => ({
  mailKey: key.slice(key.lastIndexOf('/') + 1),
  recipientRef: row.recipientRef,
  edition: row.edition ?? null,
  state: row.state,
  since: row.since,
  attempt: row.attempt,
  delivery: row.delivery,
  reason: row.reason,
  notBefore: row.notBefore,
});

/** One line a mail, then how they stand together and what may be done. */
export function mailsText(rows: readonly KeyedRow[], mails: RunMails): string {
  if (rows.length === 0)
    return 'no mails in this ledger; a run on this machine writes them to its outbox';
  const counted = Object.entries(mails.counts).filter(([, count]) => count > 0);
  return [
    ...rows.map((keyed) => lineOf(listedMail(keyed))),
    `${counted.map(([state, count]) => `${count} ${state}`).join(', ')}; ${mails.unresolved} unresolved`,
    ...(mails.counts.unknown > 0 ? [DOUBT] : []),
    ...(mails.counts.planned > 0 ? [waiting(mails)] : []),
  ].join('\n');
}

const lineOf = (mail: ReturnType<typeof listedMail>): string =>
  [mail.mailKey, mail.state.padEnd(10), mail.since, mail.delivery, mail.reason ?? '-'].join('  ');

const DOUBT =
  'UNKNOWN: ask the reader, then tenure runs confirm-not-received MAILKEY or tenure runs abandon MAILKEY';

const waiting = ({ waitingUntil }: RunMails): string =>
  `PLANNED: send them with tenure runs resend RUN${waitingUntil === null ? '' : `, not before ${waitingUntil}`}`;
