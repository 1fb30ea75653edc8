import { type SESClient, SendRawEmailCommand } from '@aws-sdk/client-ses';
import { openReleased } from '#lib/privacy/released.ts';
import type { Carrier, OutgoingMessage } from './carrier.ts';
import { submissionOfError } from './ses-outcome.ts';
import type { Submission } from './submission.ts';

export interface SesParts {
  /** From `sesClient`, which calls once; another client would repeat a call whose answer is lost. */
  readonly client: SESClient;
  /** Name of the configuration set whose events close what is in doubt. */
  readonly configurationSet: string;
  /** Until the answer is read to its end, which the limits of the client do not cover. */
  readonly milliseconds?: number;
}

const CALL_MILLISECONDS = 20_000;

/** Hands single messages to SES. */
export const sesCarrier = ({
  client,
  configurationSet,
  milliseconds = CALL_MILLISECONDS,
}: SesParts): Carrier => ({
  async submit(message) {
    const command = new SendRawEmailCommand({
      ...rawEmail(message),
      ConfigurationSetName: configurationSet,
    });
    try {
      const abortSignal = AbortSignal.timeout(milliseconds);
      const { MessageId } = await client.send(command, { abortSignal });
      return submissionOfId(MessageId);
    } catch (error) {
      return submissionOfError(error);
    }
  },
});

const rawEmail = ({ from, to, mime, mailKey, period, runId }: OutgoingMessage) => ({
  Source: from,
  Destinations: [to],
  RawMessage: { Data: openReleased(mime) },
  Tags: [
    { Name: 'mail_key', Value: mailKey },
    { Name: 'period', Value: period },
    { Name: 'run_id', Value: runId },
  ],
});

/** An answer without an id says nothing, whatever its status. */
const submissionOfId = (messageId: string | undefined): Submission =>
  messageId ? { outcome: 'accepted', messageId } : { outcome: 'unknown', code: 'NoMessageId' };
