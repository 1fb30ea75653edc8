import { submissionOfError } from '#lib/mail/ses-outcome.ts';
import type { Submission } from '#lib/mail/submission.ts';
import type { Random } from '#lib/numerics/random-from.ts';

/** What the carrier does with one submission: when it takes the message, if ever, and what it says. */
export interface Fate {
  readonly name: string;
  /** `late`: taken after the caller has given up. */
  readonly taken: 'now' | 'late' | 'never';
  readonly says: Submission | 'accepted';
}

const ses = (name: string, status: number): Submission =>
  submissionOfError(Object.assign(new Error(), { name, $metadata: { httpStatusCode: status } }));
const node = (code: string): Submission => submissionOfError(Object.assign(new Error(), { code }));

/** Sure answers, as in reliability.md 7: the message was taken, not now, or never will be. */
const SURE: readonly Fate[] = [
  { name: 'throttled', taken: 'never', says: ses('ThrottlingException', 400) },
  { name: 'expired token', taken: 'never', says: ses('ExpiredToken', 403) },
  { name: 'connection refused', taken: 'never', says: node('ECONNREFUSED') },
  { name: 'rejected', taken: 'never', says: ses('MessageRejected', 400) },
  { name: 'sending paused', taken: 'never', says: ses('AccountSendingPausedException', 400) },
];
const ACCEPTED: Fate = { name: 'accepted', taken: 'now', says: 'accepted' };

/** Nobody knows: each of them is met with a message that was taken, will be, or never was. */
const DOUBTS: readonly (readonly [string, Submission])[] = [
  ['reset', node('ECONNRESET')],
  ['timeout', node('ETIMEDOUT')],
  ['server error', ses('ServiceUnavailable', 503)],
];
const TAKEN = ['now', 'late', 'never'] as const;

/** One submission in twenty ends in doubt, one in twenty in a refusal. */
export function drawFate(random: Random): Fate {
  const share = random();
  if (share < 0.9) return ACCEPTED;
  if (share < 0.95) return pick(SURE, random);
  const [name, says] = pick(DOUBTS, random);
  return { name, says, taken: pick(TAKEN, random) };
}

export function pick<T>(items: readonly T[], random: Random): T {
  const item = items[Math.floor(random() * items.length)];
  if (item === undefined) throw new Error('nothing to pick from');
  return item;
}
