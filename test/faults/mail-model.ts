import { NOW } from '#lib/mail/mail-row.fixture.ts';
import type { MailState } from '#lib/mail/mail-row.ts';
import { afterEvent, type MailEvent } from '#lib/mail/transitions.ts';
import { advance, type Programs, programsOf, seen } from './mail-actor.ts';
import { matches, repliesTo, stored, withRow } from './mail-answers.ts';
import type { Policy } from './mail-policy.ts';
import { type Actor, LATER, STOP_FLAG, type World, worldText } from './mail-world.ts';

export interface Model {
  readonly policy: Policy;
  /** What stops the mail while it is being sent. */
  readonly stop: keyof typeof STOP_FLAG | 'nothing';
  /** Whether events of the carrier can arrive. */
  readonly events: boolean;
}

/** `duplicate`: two messages accepted. `late claim`: claimed after the stop was committed. `false state`: a lie. */
export type Violation = 'duplicate' | 'late claim' | 'false state';

export interface Found {
  /** Different worlds that can come about. */
  readonly states: number;
  readonly violations: ReadonlySet<Violation>;
}

/** Visits every world that can come about, once; or only until the wanted violation is found. */
export function search(start: World, model: Model, wanted: Violation | null = null): Found {
  const flag = model.stop === 'nothing' ? 'never' : STOP_FLAG[model.stop];
  const machine = { model, flag, programs: programsOf(flag, model.policy) };
  const known = new Set<string>();
  const violations = new Set<Violation>();
  const open = [start];
  for (let world = open.pop(); world; world = open.pop()) {
    const sound = [...happenings(world, machine)].filter((happening) => {
      if (happening.wrong) violations.add(happening.wrong);
      return wanted !== null || happening.wrong === null;
    });
    if (wanted !== null && violations.has(wanted)) break;
    open.push(...sound.map(({ next }) => next).filter((next) => isNew(next, known)));
  }
  return { states: known.size, violations };
}

function isNew(world: World, known: Set<string>): boolean {
  const before = known.size;
  return known.add(worldText(world)).size > before;
}

interface Machine {
  readonly model: Model;
  readonly flag: string;
  readonly programs: Programs;
}

interface Happening {
  readonly next: World;
  readonly wrote: boolean;
}

const NOT_SENT: ReadonlySet<MailState> = new Set(['PLANNED', 'FAILED', 'CANCELLED', 'SUPPRESSED']);

function violationOf(before: World, after: World, wrote: boolean): Violation | null {
  if (after.accepted > 1) return 'duplicate';
  const { state } = after.row;
  if (before.stopped === 'swept' && wrote && state === 'SENDING') return 'late claim';
  const mayBeSent = after.accepted + after.underway > 0;
  const isLie = NOT_SENT.has(state) ? mayBeSent : state === 'ACCEPTED' && after.accepted === 0;
  return isLie ? 'false state' : null;
}

function* happenings(world: World, machine: Machine) {
  for (const { next, wrote } of successors(world, machine)) {
    yield { next, wrong: violationOf(world, next, wrote) };
  }
}

function* successors(world: World, machine: Machine): Generator<Happening> {
  const { policy, stop, events } = machine.model;
  yield* world.workers.flatMap((actor) => workerSteps(world, actor, machine));
  if (world.sweeper.state === 'running') yield* steps(world, world.sweeper, machine);
  for (const write of world.late) {
    const late = world.late.filter((other) => other !== write);
    const landed = matches(world, write, policy);
    const next = landed ? withRow({ ...world, late }, write.row, policy) : { ...world, late };
    yield { next, wrote: landed };
  }
  if (world.underway > 0) {
    const arrived = { underway: world.underway - 1, accepted: world.accepted + 1 };
    yield { next: { ...world, ...arrived }, wrote: false };
  }
  if (events && world.accepted > 0) {
    yield* byOthers(world, { kind: 'evidence', messageId: 'm1', delivery: 'DELIVERED' }, policy);
  }
  yield* timePasses(world, policy);
  if (stop !== 'nothing' && world.stopped === 'no') yield raiseStop(world, machine);
}

function workerSteps(world: World, actor: Actor, machine: Machine): Happening[] {
  const restarted = restart(actor, machine);
  if (actor.state === 'done') {
    const again = { ...withActor(world, restarted), reruns: world.reruns - 1 };
    return world.reruns > 0 ? [{ next: again, wrote: false }] : [];
  }
  const crashed = { ...withActor(world, restarted), crashes: world.crashes - 1 };
  return [
    ...steps(world, actor, machine),
    ...(world.crashes > 0 ? [{ next: crashed, wrote: false }] : []),
  ];
}

/**
 * One call of an actor. A read and the write that is bound to it are one step when nothing is looked at between: the
 * write only takes effect if nothing happened in the meantime, or else is as if it had never been tried.
 */
function steps(world: World, actor: Actor, machine: Machine): Happening[] {
  const { model, programs } = machine;
  const call = programs(actor);
  if (call === null) throw new Error('a running actor has a next call');
  if (call.op === 'look') {
    const answer = { op: 'look', found: world.stopped !== 'no' } as const;
    return [{ next: withActor(world, advance(actor, answer, machine)), wrote: false }];
  }
  if (call.op === 'read') {
    const found = seen(stored(world.row, model.policy), actor, { programs, policy: model.policy });
    const told = advance(actor, { op: 'read', found }, machine);
    return told.state === 'running' && programs(told)?.op === 'replace'
      ? steps(world, told, machine)
      : [{ next: withActor(world, told), wrote: false }];
  }
  return repliesTo(call, world, model.policy).map(({ world: after, answer, wrote }) => ({
    next: withActor(after, advance(actor, answer, machine)),
    wrote,
  }));
}

const restart = (actor: Actor, machine: Machine): Actor =>
  advance({ ...actor, life: actor.life + 1, answers: [], state: 'running' }, null, machine);

function withActor(world: World, actor: Actor): World {
  if (actor.name !== 'sweeper') {
    const workers = world.workers.map((other) => (other.name === actor.name ? actor : other));
    return { ...world, workers };
  }
  return { ...world, sweeper: actor, stopped: actor.state === 'done' ? 'swept' : world.stopped };
}

function raiseStop(world: World, machine: Machine): Happening {
  if (machine.model.policy.noSweep) return { next: { ...world, stopped: 'swept' }, wrote: false };
  return {
    next: { ...world, stopped: 'flagged', sweeper: restart(world.sweeper, machine) },
    wrote: false,
  };
}

/** What other processes write that need no claim: the reconciler and the hourly sweep. */
function* byOthers(world: World, event: MailEvent, policy: Policy): Generator<Happening> {
  const row = afterEvent(world.row, event, event.kind === 'evidence' ? NOW : LATER);
  if (row === null) return;
  const rev = world.row.rev + 1;
  yield { next: withRow(world, { ...row, rev, writeId: `others${rev}` }, policy), wrote: true };
}

function* timePasses(world: World, policy: Policy): Generator<Happening> {
  const { row } = world;
  if (policy.leaseExpires && row.state === 'SENDING' && row.rev < 8) {
    const free = {
      ...row,
      state: 'PLANNED',
      claimId: null,
      rev: row.rev + 1,
      writeId: 'expired',
    } as const;
    yield { next: withRow(world, free, policy), wrote: true };
  } else {
    yield* byOthers(world, { kind: 'overdue' }, policy);
  }
  if (policy.resendAfterGrace && row.attempt === 1) {
    yield* byOthers(
      { ...world, row: { ...row, since: row.plannedAt } },
      { kind: 'not-received', by: 'clock' },
      policy,
    );
  }
}
