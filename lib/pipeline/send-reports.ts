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

const deliveryTo = (recipients: readonly string[], { mail }: Configuration) => ({
  recipients,
  allowed: { addresses: recipients, domains: mail?.domains ?? [] },
});

/** The notice of a held report goes to its owner alone. */
const readersOf = (
  report: ReportConfiguration,
  { mail }: Configuration,
  held: boolean,
): readonly string[] => (held ? [mail?.owner ?? []].flat() : recipientsOf(report));

/** Who gets a report, and the list that the mailer holds them against. */
export const deliveryOf = (
  report: ReportConfiguration,
  configuration: Configuration,
  held: boolean,
) => deliveryTo(readersOf(report, configuration, held), configuration);

/** Before anything is read: one address that may not get its report stops all mails. Throws `RunRequestError`. */
export function checkDeliveries({ configuration, reports, send }: RunRequest): void {
  if (!send) return;
  const chosen = configuration.reports.filter(({ id }) => reports === null || reports.includes(id));
  for (const report of chosen) {
    const everyone = [...recipientsOf(report), ...readersOf(report, configuration, true)];
    const { recipients, allowed } = deliveryTo(everyone, configuration);
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
  { request, services, heads, facts }: ReleasedRun,
  rendered: readonly Released<RenderedReport>[],
): Promise<MailRecord[]> {
  const { configuration } = request;
  const mails: MailRecord[] = [];
  for (const [index, report] of rendered.entries()) {
    const id = heads[index]?.id ?? '';
    const own = configuration.reports.find((candidate) => candidate.id === id);
    if (!own) continue;
    const delivery = deliveryOf(own, configuration, facts.state === 'HELD');
    const outcomes = await services.mailer.send(report, delivery);
    mails.push(...outcomes.map(({ recipient, status }) => ({ report: id, recipient, status })));
  }
  return mails;
}
