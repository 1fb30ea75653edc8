import type { MailRow } from '#lib/mail/mail-row.ts';
import type { Submission } from '#lib/mail/submission.ts';
import type { Answer, Call } from '#lib/mail/work.ts';
import { type Policy, tagOf } from './mail-policy.ts';
import { KEY, type World } from './mail-world.ts';

/** One way in which a call can go: the world after it, and what the caller is told. */
export interface Reply {
  readonly world: World;
  readonly answer: Answer;
  /** The row was written. */
  readonly wrote: boolean;
}

const reply = (world: World, answer: Answer): Reply => ({ world, answer, wrote: false });

/** Every way in which a call can go. */
export function repliesTo(call: Call, world: World, policy: Policy): Reply[] {
  switch (call.op) {
    case 'replace':
      return writes(world, { row: call.row, tag: call.read.etag }, policy);
    case 'submit':
      return submissions(world, policy);
    default:
      throw new Error(`the model has no call ${call.op}`);
  }
}

export const stored = (row: MailRow, policy: Policy) => ({
  key: KEY,
  row,
  etag: tagOf(row, policy),
});

interface Write {
  readonly row: MailRow;
  readonly tag: string;
}

const UNCLEAR: Answer = { op: 'write', result: 'unclear' };

function writes(world: World, write: Write, policy: Policy): Reply[] {
  const doubtful = { ...world, unclear: world.unclear - 1 };
  const canBeUnclear = world.unclear > 0;
  if (!matches(world, write, policy)) {
    const lost = canBeUnclear ? [reply(doubtful, UNCLEAR)] : [];
    return [reply(world, { op: 'write', result: 'refused' }), ...lost];
  }
  const written: Reply = {
    world: withRow(world, write.row, policy),
    answer: { op: 'write', result: 'written' },
    wrote: true,
  };
  if (!canBeUnclear) return [written];
  return [
    written,
    { world: withRow(doubtful, write.row, policy), answer: UNCLEAR, wrote: true },
    reply({ ...doubtful, late: [...world.late, write] }, UNCLEAR),
  ];
}

export const matches = (world: World, { tag }: Write, policy: Policy): boolean =>
  policy.unconditional === true || tagOf(world.row, policy) === tag;

/** A late write that can never match again is forgotten: tags do not come back unless the policy lets them. */
export function withRow(world: World, row: MailRow, policy: Policy): World {
  const next = { ...world, row };
  const comesBack = policy.unconditional === true || policy.noNonce === true;
  return comesBack
    ? next
    : { ...next, late: next.late.filter((write) => matches(next, write, policy)) };
}

/** The carrier takes the message or not, now or later, and its answer arrives or not. */
function submissions(world: World, policy: Policy): Reply[] {
  const say = (submission: Submission): Answer => ({ op: 'submit', submission });
  const refusal = { outcome: 'refused', code: 'Throttling', stopsAll: false } as const;
  const doubt = say(
    policy.doubtIsRefusal
      ? { ...refusal, retryAfter: 0 }
      : { outcome: 'unknown', code: 'ECONNRESET' },
  );
  const yes = say({ outcome: 'accepted', messageId: `m${world.accepted + 1}` });
  const taken = { ...world, accepted: world.accepted + 1 };
  const replies = [
    reply(taken, yes),
    reply(taken, doubt),
    reply({ ...world, underway: world.underway + 1 }, doubt),
    reply(world, say({ ...refusal, code: 'MessageRejected', retryAfter: null })),
  ];
  if (world.refusals > 0) {
    replies.push(
      reply({ ...world, refusals: world.refusals - 1 }, say({ ...refusal, retryAfter: 0 })),
    );
  }
  if (policy.clientRepeats) replies.push(reply({ ...taken, accepted: world.accepted + 2 }, yes));
  return replies;
}
