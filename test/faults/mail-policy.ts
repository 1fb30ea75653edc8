import type { MailRow } from '#lib/mail/mail-row.ts';
import type { Work } from '#lib/mail/work.ts';
import { RELEASE } from './mail-world.ts';

/**
 * What of the protocol, the client or the store is broken; nothing for ours. The protocol's own lines stay as they
 * are: a policy lies to them, or changes the world around them.
 */
export interface Policy {
  /** The client submits again by itself when it gets no answer. */
  readonly clientRepeats?: true;
  /** No answer is taken for a refusal, so that the mail is tried again. */
  readonly doubtIsRefusal?: true;
  /** A claim without an answer is planned again after a while. */
  readonly leaseExpires?: true;
  /** A mail in doubt is planned again after a while. */
  readonly resendAfterGrace?: true;
  /** A process that comes back takes a claim for its own. */
  readonly restartTakesOver?: true;
  /** After an unclear write any claim is taken for one's own. */
  readonly noClaimId?: true;
  /** Rows have neither a revision nor a fresh id, so that two writes can have the same tag. */
  readonly noNonce?: true;
  /** Writes ask for no tag. */
  readonly unconditional?: true;
  /** The stop flag is read before the row. */
  readonly flagFirst?: true;
  /** A stop is committed without sweeping. */
  readonly noSweep?: true;
  /** Mails are submitted without a claim. */
  readonly noLedger?: true;
}

/** Tag of a row in the store: with a revision and a fresh id no two writes share one. */
export const tagOf = ({ rev, writeId, state, attempt }: MailRow, { noNonce }: Policy): string =>
  noNonce ? `${state}.${attempt}` : `${rev}.${writeId}`;

/** The worker, with its flags read before everything else if the policy says so. */
export function worker<T>(work: Work<T>, flag: string, policy: Policy): Work<unknown> {
  if (policy.noLedger) return submitOnly();
  return policy.flagFirst ? flagFirst(work, flag) : work;
}

function* submitOnly(): Work<void> {
  yield { op: 'submit', key: RELEASE };
}

function* flagFirst<T>(work: Work<T>, flag: string): Work<T> {
  const early = yield { op: 'look', key: flag };
  let step = work.next();
  while (!step.done) {
    const call = step.value;
    step = work.next(call.op === 'look' && call.key === flag ? early : yield call);
  }
  return step.value;
}
