import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { sesCarrier } from '#lib/mail/ses-carrier.ts';
import { sesClient } from '#lib/mail/ses-client.ts';
import { releasedRunOf } from '#lib/pipeline/steps/commit-release.ts';
import { sendStep } from '#lib/pipeline/steps/send-step.ts';
import { books, clock, configuration, onRun, released, variable } from './services.ts';

const client = sesClient();
/** Four fifths of the 14 mails a second that a new account may send. */
const PER_SECOND = 11;
const SENDS_FOR_MS = 480_000;

/** One message a recipient, by the mail ledger. */
export const handler = onRun('send', async (trigger) => {
  const { runId, readiness, releaseSeq } = await releasedRunOf(books(), trigger.run);
  const until = new Date(clock().getTime() + SENDS_FOR_MS);
  const parts = {
    configuration: (await configuration()).configuration,
    released: released(),
    ledger: { store: books().store, process: { now: clock, newId: randomUUID } },
    carrier: sesCarrier({ client, configurationSet: variable('CONFIGURATION_SET') }),
    pace: { perSecond: PER_SECOND, until, now: clock, wait: (ms: number) => setTimeout<void>(ms) },
  };
  await sendStep(parts, { trigger, runId, held: readiness === 'HELD', releaseSeq });
});
