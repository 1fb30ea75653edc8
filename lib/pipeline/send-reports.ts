import type { Configuration, ReportConfiguration } from '#lib/config/configuration.ts';
import { editionsOf } from '#lib/config/recipient-groups.ts';
import { checkRecipients } from '#lib/mail/allow-list.ts';
import type { Delivery } from '#lib/mail/mailer.ts';
import type { Released } from '#lib/privacy/released.ts';
import { EVERYONE_SCOPE, scopeName } from '#lib/privacy/scope-name.ts';
import type { RenderedReport } from '#lib/rendering/rendered-report.ts';
import type { ReleasedRun } from './deliver.ts';
import type { MailRecord } from './run-record.ts';
import { type RunRequest, RunRequestError } from './run-request.ts';

/** Sender of mails; a placeholder where the configuration names none, since then nothing is sent. */
export const senderOf = ({ mail }: Configuration): string => mail?.from ?? 'reports@example.com';

/** Whom an edition goes to, and the list that the mailer holds them against. */
export interface EditionDelivery {
  readonly edition: string;
  readonly delivery: Delivery;
}

/**
 * Who gets which edition of a report. The notice of a held report goes to its owner alone. A run that was asked for
 * one scope mails the groups that are bound to it; `all` mails every group.
 */
export function deliveriesOf(
  report: ReportConfiguration,
  { mail }: Configuration,
  { held, scope }: { readonly held: boolean; readonly scope: string },
): readonly EditionDelivery[] {
  const domains = mail?.domains ?? [];
  if (held) {
    const owner = [mail?.owner ?? []].flat();
    const delivery = { recipients: owner, allowed: { addresses: owner, domains } };
    return [{ edition: report.id, delivery }];
  }
  return editionsOf(report)
    .filter((edition) => scope === EVERYONE_SCOPE || scopeName(edition.scope) === scope)
    .map(({ name, groups }) => {
      const addresses = groups.flatMap((group) => group.addresses);
      const delivery = { recipients: addresses, allowed: { addresses, domains } };
      return { edition: name, delivery };
    });
}

/** Before anything is read: one address that may not get its report stops all mails. Throws `RunRequestError`. */
export function checkDeliveries({ configuration, reports, send }: RunRequest): void {
  if (!send) return;
  const chosen = configuration.reports.filter(({ id }) => reports === null || reports.includes(id));
  for (const report of chosen) {
    const deliveries = [true, false].flatMap((held) =>
      deliveriesOf(report, configuration, { held, scope: EVERYONE_SCOPE }),
    );
    try {
      for (const { delivery } of deliveries) checkRecipients(delivery.recipients, delivery.allowed);
    } catch (cause) {
      const why = cause instanceof Error ? cause.message : 'its recipients are not sound';
      throw new RunRequestError(`report ${report.id}: ${why}`, { cause });
    }
  }
}

/** One message per recipient of each edition, to exactly the addresses that the configuration lists. */
export async function sendReports(
  { request, services, heads, facts }: ReleasedRun,
  rendered: readonly Released<RenderedReport>[],
): Promise<MailRecord[]> {
  const { configuration, scope = EVERYONE_SCOPE } = request;
  const held = facts.state === 'HELD';
  const deliveries = new Map(
    configuration.reports
      .flatMap((report) => deliveriesOf(report, configuration, { held, scope }))
      .map(({ edition, delivery }) => [edition, delivery]),
  );
  const mails: MailRecord[] = [];
  for (const [index, report] of rendered.entries()) {
    const head = heads[index];
    const delivery = head && deliveries.get(head.edition);
    if (!delivery) continue;
    const outcomes = await services.mailer.send(report, delivery);
    const of = { report: head.id, scope: scopeName(head.scope) };
    mails.push(...outcomes.map(({ recipient, status }) => ({ ...of, recipient, status })));
  }
  return mails;
}
