import { sweepCancelled } from '#lib/mail/cancel-mails.ts';
import type { MailLedger } from '#lib/mail/mail-ledger.ts';
import { readRunMails } from '#lib/mail/run-mails.ts';
import { attemptIds } from '#lib/runs/run-key.ts';
import type { ApiPorts } from './ports.ts';

/** What the API asks of the mail ledger. Rows name as their run the attempt that planned them (`attemptId`). */
export const mailPorts = (ledger: MailLedger): Pick<ApiPorts, 'mailCounts' | 'sweepMails'> => ({
  sweepMails: (planned) => sweepCancelled(ledger, planned),
  mailCounts: async (trigger) =>
    (await readRunMails(ledger, { period: trigger.period, runIds: attemptIds(trigger) })).counts,
});
