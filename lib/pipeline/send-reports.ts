import type { Configuration, ReportConfiguration } from '#lib/config/configuration.ts';
import { checkRecipients } from '#lib/mail/allow-list.ts';
import type { Released } from '#lib/privacy/released.ts';
import type { RenderedReport } from '#lib/rendering/rendered-report.ts';
import type { ReleasedRun } from './deliver.ts';
import type { MailRecord } from './run-record.ts';
import { type RunRequest, RunRequestError } from './run-request.ts';

/** Sender of mails; a placeholder where the configuration names none, since then nothing is sent. */
export const senderOf = ({ mail }: Configuration): string => mail?.from ?? 'reports@example.com';

/** Everyone in the report's recipient groups, in the order of the configuration. */
export const recipientsOf = ({ recipients }: ReportConfiguration): string[] =>
  Object.values(recipients).flat();

const deliveryOf = (report: ReportConfiguration, { mail }: Configuration) => {
  const recipients = recipientsOf(report);
  return { recipients, allowed: { addresses: recipients, domains: mail?.domains ?? [] } };
};

/** Before anything is read: one address that may not get its report stops all mails. Throws `RunRequestError`. */
export function checkDeliveries({ configuration, reports, send }: RunRequest): void {
  if (!send) return;
  const chosen = configuration.reports.filter(({ id }) => reports === null || reports.includes(id));
  for (const report of chosen) {
    const { recipients, allowed } = deliveryOf(report, configuration);
    try {
      checkRecipients(recipients, allowed);
    } catch (cause) {
      const why = cause instanceof Error ? cause.message : 'its recipients are not sound';
      throw new RunRequestError(`report ${report.id}: ${why}`, { cause });
    }
  }
}

/** One message per recipient of each report, to exactly the addresses that the configuration lists. */
export async function sendReports(
  { request, services, drafts }: ReleasedRun,
  rendered: readonly Released<RenderedReport>[],
): Promise<MailRecord[]> {
  const { configuration } = request;
  const mails: MailRecord[] = [];
  for (const [index, report] of rendered.entries()) {
    const id = drafts.reports[index]?.head.id ?? '';
    const own = configuration.reports.find((candidate) => candidate.id === id);
    if (!own) continue;
    const outcomes = await services.mailer.send(report, deliveryOf(own, configuration));
    mails.push(...outcomes.map(({ recipient, status }) => ({ report: id, recipient, status })));
  }
  return mails;
}
