import { cancelKeyOf, suppressionKeyOf } from '#lib/mail/mail-keys.ts';
import { PLANNED } from '#lib/mail/mail-row.fixture.ts';
import type { MailRow } from '#lib/mail/mail-row.ts';
import type { Answer } from '#lib/mail/work.ts';

/** A program that runs the protocol: its calls so far are told by the answers that it got. */
export interface Actor {
  readonly name: string;
  /** Raised by each restart: a process that comes back knows nothing and has other ids. */
  readonly life: number;
  readonly answers: readonly Answer[];
  readonly state: 'idle' | 'running' | 'done';
}

/** A write whose answer was lost and that may still arrive. */
export interface LateWrite {
  readonly row: MailRow;
  readonly tag: string;
}

/** One mail, everyone who works on it, and what can still go wrong. */
export interface World {
  readonly row: MailRow;
  readonly late: readonly LateWrite[];
  readonly workers: readonly Actor[];
  /** Who sweeps after the stop flag was written. */
  readonly sweeper: Actor;
  readonly stopped: 'no' | 'flagged' | 'swept';
  /** Messages that the carrier took, and those that may still reach it. */
  readonly accepted: number;
  readonly underway: number;
  readonly crashes: number;
  readonly unclear: number;
  readonly refusals: number;
  readonly reruns: number;
}

export const LATER = new Date('2026-11-24T09:00:00Z');
export const KEY = 'mail/2026-W47/key';
export const RELEASE = 'chain/0001';

export const STOP_FLAG = {
  cancel: cancelKeyOf(PLANNED.runId),
  suppress: suppressionKeyOf(PLANNED.recipientRef),
} as const;

/** How much may go wrong in one history. */
export interface Budget {
  readonly workers: number;
  readonly crashes: number;
  readonly unclear: number;
  readonly refusals: number;
  readonly reruns: number;
}

export const worldOf = ({ workers, ...budget }: Budget): World => ({
  ...budget,
  row: PLANNED,
  late: [],
  workers: Array.from({ length: workers }, (_, index) => ({
    name: `w${index}`,
    life: 1,
    answers: [],
    state: 'running',
  })),
  sweeper: { name: 'sweeper', life: 1, answers: [], state: 'idle' },
  stopped: 'no',
  accepted: 0,
  underway: 0,
});

/** What of a row can matter to anyone: times and history are left out. */
export const rowText = ({
  rev,
  writeId,
  state,
  claimId,
  sesMessageId,
  delivery,
}: MailRow): string =>
  `${state},${rev},${writeId},${claimId ?? ''},${sesMessageId ?? ''},${delivery}`;

const actorTexts = new WeakMap<Actor, string>();

export function actorText(actor: Actor): string {
  const known = actorTexts.get(actor);
  if (known !== undefined) return known;
  const { life, answers, state } = actor;
  const text =
    state === 'running' ? `${life}:${answers.map(answerText).join(';')}` : `${life}${state}`;
  actorTexts.set(actor, text);
  return text;
}

function answerText(answer: Answer): string {
  switch (answer.op) {
    case 'read':
      return answer.found === null ? 'none' : rowText(answer.found.row);
    case 'write':
      return answer.result;
    case 'look':
      return answer.found ? 'yes' : 'no';
    case 'submit':
      return JSON.stringify(answer.submission);
  }
}

export const worldText = (world: World): string =>
  [
    rowText(world.row),
    world.late.map(({ row, tag }) => `${rowText(row)}@${tag}`).join('&'),
    world.workers.map(actorText).join('&'),
    actorText(world.sweeper),
    world.stopped,
    `${world.accepted}.${world.underway}.${world.crashes}.${world.unclear}.${world.refusals}.${world.reruns}`,
  ].join('|');
