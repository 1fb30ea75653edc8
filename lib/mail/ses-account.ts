import {
  GetAccountSendingEnabledCommand,
  GetIdentityVerificationAttributesCommand,
  GetSendQuotaCommand,
  type SESClient,
} from '@aws-sdk/client-ses';
import { type Address, domainOf } from './address.ts';

/** Why no mail could be sent, known before anything is computed. */
export type SendingProblem =
  | 'SENDING_PAUSED'
  | 'SENDER_NOT_VERIFIED'
  | 'SANDBOX'
  | 'QUOTA_TOO_SMALL';

export interface SendingAccount {
  readonly problems: readonly SendingProblem[];
  /** Messages a second that leave a fifth of the account's rate to others. */
  readonly perSecond: number;
}

/** Asks SES whether a sender could send so many messages now. Throws what the client throws. */
export async function readSendingAccount(
  client: SESClient,
  { from, messages }: { readonly from: Address; readonly messages: number },
): Promise<SendingAccount> {
  const { Enabled } = await client.send(new GetAccountSendingEnabledCommand({}));
  const quota = await client.send(new GetSendQuotaCommand({}));
  const problems: SendingProblem[] = [];
  if (Enabled !== true) problems.push('SENDING_PAUSED');
  if (!(await isVerified(client, from))) problems.push('SENDER_NOT_VERIFIED');
  if (quota.Max24HourSend === SANDBOX.day && quota.MaxSendRate === SANDBOX.second)
    problems.push('SANDBOX');
  if (leftOf(quota) < messages) problems.push('QUOTA_TOO_SMALL');
  return { problems, perSecond: 0.8 * (quota.MaxSendRate ?? 1) };
}

/** What SES grants every account that it has not let out of its sandbox: messages in 24 hours, and a second. */
const SANDBOX = { day: 200, second: 1 } as const;

/** An address may send when itself or its domain is verified. */
async function isVerified(client: SESClient, from: Address): Promise<boolean> {
  const Identities = [from, domainOf(from)];
  const found = await client.send(new GetIdentityVerificationAttributesCommand({ Identities }));
  const attributes = Object.values(found.VerificationAttributes ?? {});
  return attributes.some(({ VerificationStatus }) => VerificationStatus === 'Success');
}

/** Messages left of the last 24 hours; -1 of SES is no limit. */
const leftOf = ({
  Max24HourSend = 0,
  SentLast24Hours = 0,
}: {
  readonly Max24HourSend?: number | undefined;
  readonly SentLast24Hours?: number | undefined;
}): number => (Max24HourSend === -1 ? Number.POSITIVE_INFINITY : Max24HourSend - SentLast24Hours);
