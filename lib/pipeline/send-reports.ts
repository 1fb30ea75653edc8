import type { Configuration, ReportConfiguration } from '#lib/config/configuration.ts';
import type { Released } from '#lib/privacy/released.ts';
import type { RenderedReport } from '#lib/rendering/rendered-report.ts';
import type { ReleasedRun } from './deliver.ts';
import type { MailRecord } from './run-record.ts';

/** Sender of mails; a placeholder where the configuration names none, since then nothing is sent. */
export const senderOf = ({ mail }: Configuration): string => mail?.from ?? 'reports@example.com';

/** Everyone in the report's recipient groups, in the order of the configuration. */
export const recipientsOf = ({ recipients }: ReportConfiguration): string[] =>
  Object.values(recipients).flat();

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
    const recipients = own ? recipientsOf(own) : [];
    const outcomes = await services.mailer.send(report, {
      recipients,
      allowed: { addresses: recipients, domains: configuration.mail?.domains ?? [] },
    });
    mails.push(...outcomes.map(({ recipient, status }) => ({ report: id, recipient, status })));
  }
  return mails;
}
