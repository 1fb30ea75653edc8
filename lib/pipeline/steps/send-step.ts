import type { Configuration } from '#lib/config/configuration.ts';
import { checkRecipients } from '#lib/mail/allow-list.ts';
import type { Carrier } from '#lib/mail/carrier.ts';
import type { Pace } from '#lib/mail/fan-out.ts';
import { ledgerMailer } from '#lib/mail/ledger-mailer.ts';
import type { MailLedger } from '#lib/mail/mail-ledger.ts';
import { mapReleased, type Released } from '#lib/privacy/released.ts';
import type { ReleasedStore } from '#lib/privacy/released-store.ts';
import type { RenderedReport } from '#lib/rendering/rendered-report.ts';
import { identityHash } from '#lib/runs/identity-hash.ts';
import { attemptId } from '#lib/runs/run-key.ts';
import type { Delivery, Trigger } from '#lib/runs/trigger.ts';
import { RENDERED_REPORT } from '../artefacts/rendered-report.ts';
import { deliveriesOf, type EditionDelivery } from '../send-reports.ts';
import { releasedKeys } from './stored-run.ts';

/** What the mails of a run need. */
export interface SendParts {
  readonly configuration: Configuration;
  readonly released: ReleasedStore;
  readonly ledger: MailLedger;
  readonly carrier: Carrier;
  readonly pace: Pace;
}

/** A run whose reports were rendered. */
export interface RenderedRun {
  readonly trigger: Trigger;
  readonly runId: string;
  readonly held: boolean;
  readonly releaseSeq: number;
}

/** Key of the object that proves the release of an attempt: no mail is claimed without it. */
export const releaseEntryOf = ({ run, attempt }: Pick<Trigger, 'run' | 'attempt'>): string =>
  `runs/${attemptId(run, attempt)}/release`;

/**
 * One message for each recipient of each edition and each kind of mail that was asked for, by the mail ledger. One
 * address that may not get its edition stops all of them: throws `RecipientNotAllowedError`.
 */
export async function sendStep(parts: SendParts, rendered: RenderedRun): Promise<void> {
  const { trigger, runId, held } = rendered;
  const { configuration, released } = parts;
  const report = configuration.reports.find(({ id }) => id === trigger.report);
  if (report === undefined) return;
  const deliveries = deliveriesOf(report, configuration, { held, scope: trigger.scope });
  for (const { delivery } of deliveries) checkRecipients(delivery.recipients, delivery.allowed);
  for (const { edition, delivery } of deliveries) {
    const stored = await released.load(`${releasedKeys(runId).reports}/${edition}.json`);
    const mail = mapReleased(stored, RENDERED_REPORT.decode);
    for (const kind of trigger.deliveries)
      await send(ofKind(mail, kind), delivery, { parts, rendered });
  }
}

/** The owner sees a report first, if anybody gets it. */
async function send(
  mail: Released<RenderedReport>,
  { recipients, allowed }: EditionDelivery['delivery'],
  { parts, rendered }: { readonly parts: SendParts; readonly rendered: RenderedRun },
): Promise<void> {
  const { configuration, ledger, carrier, pace } = parts;
  const { trigger, releaseSeq, held } = rendered;
  const seed = held ? null : (configuration.mail?.owner ?? null);
  const run = {
    period: trigger.period,
    runId: attemptId(trigger.run, trigger.attempt),
    releaseSeq,
    releaseEntry: releaseEntryOf(trigger),
  };
  const addresses = [...allowed.addresses, ...(seed === null ? [] : [seed])];
  const mailer = ledgerMailer({ ledger, carrier, pace, run, seed });
  await mailer.send(mail, { recipients, allowed: { ...allowed, addresses } });
}

/** A recalculation that somebody asked for is another mail than the week's own. */
const ofKind = (report: Released<RenderedReport>, kind: Delivery): Released<RenderedReport> =>
  kind === 'scheduled'
    ? report
    : mapReleased(report, ({ mail, ...rest }) => ({
        ...rest,
        mail: { ...mail, key: identityHash({ mail: mail.key, kind }).slice(0, 40) },
      }));
