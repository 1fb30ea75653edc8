import { sweepCancelled } from '#lib/mail/cancel-mails.ts';
import type { MailLedger } from '#lib/mail/mail-ledger.ts';
import { readRunMails } from '#lib/mail/run-mails.ts';
import { attemptId } from '#lib/runs/run-key.ts';
import type { ApiPorts } from './ports.ts';

/** What the API asks of the mail ledger. Rows name as their run the attempt that planned them (`attemptId`). */
export const mailPorts = (ledger: MailLedger): Pick<ApiPorts, 'mailCounts' | 'sweepMails'> => ({
  sweepMails: (planned) => sweepCancelled(ledger, planned),
  async mailCounts({ run, period, attempt }) {
    const runIds = Array.from({ length: attempt }, (_, index) => attemptId(run, index + 1));
    return (await readRunMails(ledger, { period, runIds })).counts;
  },
});
