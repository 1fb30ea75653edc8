import { NOW } from '#lib/mail/mail-row.fixture.ts';
import { sendMail } from '#lib/mail/send-mail.ts';
import { sweepRow } from '#lib/mail/sweep.ts';
import type { Answer, Call, Process, StoredRow, Work } from '#lib/mail/work.ts';
import { type Policy, worker } from './mail-policy.ts';
import { type Actor, actorText, KEY, RELEASE } from './mail-world.ts';

/** What each actor does next, by what it was told so far; null when it has ended. */
export type Programs = (actor: Actor) => Call | null;

/** Runs the protocol again from its start with the answers of the past: its next call, remembered. */
export function programsOf(flag: string, policy: Policy): Programs {
  const known = new Map<string, Call | null>();
  return (actor) => {
    const text = `${actor.name}|${actorText(actor)}`;
    const before = known.get(text);
    if (before !== undefined) return before;
    const call = replay(workOf(actor, flag, policy), actor.answers);
    known.set(text, call);
    return call;
  };
}

function workOf(actor: Actor, flag: string, policy: Policy): Work<unknown> {
  let ids = 0;
  const process: Process = {
    now: () => NOW,
    newId: () => {
      ids += 1;
      return `${actor.name}.${actor.life}.${ids}`;
    },
  };
  if (actor.name === 'sweeper') return sweepRow(KEY, process);
  return worker(sendMail({ key: KEY, releaseEntry: RELEASE }, process), flag, policy);
}

function replay(work: Work<unknown>, answers: readonly Answer[]): Call | null {
  let step = work.next();
  for (const answer of answers) {
    if (step.done) throw new Error('the protocol ended before its answers did');
    step = work.next(answer);
  }
  return step.done ? null : step.value;
}

/** The actor after an answer, and after all that is answered the same in every world. */
export function advance(
  actor: Actor,
  answer: Answer | null,
  { programs, flag }: { readonly programs: Programs; readonly flag: string },
): Actor {
  let next = answer === null ? actor : { ...actor, answers: [...actor.answers, answer] };
  for (;;) {
    const call = programs(next);
    if (call === null) return { ...next, answers: [], state: 'done' };
    const certain = certainAnswer(call, next, flag);
    if (certain === null) return next;
    next = { ...next, answers: [...next.answers, certain] };
  }
}

const YES: Answer = { op: 'look', found: true };
const NO: Answer = { op: 'look', found: false };

/** The release is there, nothing is switched off, and the sweeper's own flag stands; only that flag may vary. */
function certainAnswer(call: Call, { name }: Actor, flag: string): Answer | null {
  if (call.op === 'switch') return NO;
  if (call.op !== 'look') return null;
  if (call.key === flag) return name === 'sweeper' ? YES : null;
  return call.key === RELEASE ? YES : NO;
}

/** What a reader makes of the row: itself, unless the policy has it see its own claim where there is none. */
export function seen(found: StoredRow, actor: Actor, { programs, policy }: Sight): StoredRow {
  if (found.row.state !== 'SENDING') return found;
  if (policy.restartTakesOver && actor.life > 1) {
    return { ...found, row: { ...found.row, state: 'PLANNED' } };
  }
  if (!policy.noClaimId || actor.answers.at(-1)?.op !== 'write') return found;
  const write = programs({ ...actor, answers: actor.answers.slice(0, -1) });
  return write?.op === 'replace' && write.row.state === 'SENDING'
    ? { ...found, row: { ...found.row, writeId: write.row.writeId } }
    : found;
}

interface Sight {
  readonly programs: Programs;
  readonly policy: Policy;
}
