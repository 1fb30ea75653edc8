import * as z from 'zod';
import { type Place, putEntry, readEntry } from './entry.ts';
import type { RunStore } from './run-store.ts';

const step = z.object({
  name: z.string(),
  seconds: z.number(),
  rows: z.number(),
});
export type StepState = z.output<typeof step>;

/** Mails of a run by what became of them. */
export const mailCounts = z.object({
  planned: z.int(),
  sending: z.int(),
  accepted: z.int(),
  unknown: z.int(),
  failed: z.int(),
  suppressed: z.int(),
  cancelled: z.int(),
  expired: z.int(),
  abandoned: z.int(),
});
export type MailCounts = z.output<typeof mailCounts>;

export const NO_MAILS: MailCounts = {
  planned: 0,
  sending: 0,
  accepted: 0,
  unknown: 0,
  failed: 0,
  suppressed: 0,
  cancelled: 0,
  expired: 0,
  abandoned: 0,
};

export const RUN_STATES = [
  'queued',
  'running',
  'waiting',
  'succeeded',
  'succeeded_with_unresolved',
  'held',
  'failed',
  'cancelled',
] as const;

const runState = z.object({
  state: z.enum(RUN_STATES),
  /** Id of the computed run; null until its data are known. */
  runId: z.string().nullable(),
  readiness: z.enum(['FINAL', 'PROVISIONAL', 'HELD']).nullable(),
  /** Number of the chain entry that its figures stand on; null until they passed the gate. */
  releaseSeq: z.int().nullable(),
  /** Whether its artefacts lie in the released store. */
  released: z.boolean(),
  steps: z.array(step),
  mails: mailCounts,
  /** Name of the failed step and of the error's class, never its message: that may quote a row. */
  failure: z.object({ step: z.string(), code: z.string() }).nullable(),
  startedAt: z.string().nullable(),
  finishedAt: z.string().nullable(),
});
export type RunState = z.output<typeof runState>;

/** A run that was asked for and has not begun. */
export const QUEUED: RunState = {
  state: 'queued',
  runId: null,
  readiness: null,
  releaseSeq: null,
  released: false,
  steps: [],
  mails: NO_MAILS,
  failure: null,
  startedAt: null,
  finishedAt: null,
};

const ENDED: ReadonlySet<RunState['state']> = new Set([
  'succeeded',
  'succeeded_with_unresolved',
  'held',
  'failed',
  'cancelled',
]);

export const isFinished = ({ state }: Pick<RunState, 'state'>): boolean => ENDED.has(state);

const placeOf = (run: string): Place<RunState> => ({ key: `runs/${run}/state`, schema: runState });

export async function readRunState(books: RunStore, run: string): Promise<RunState> {
  return (await readEntry(books.store, placeOf(run)))?.value ?? QUEUED;
}

/** Writes over the newest state; null leaves it. */
export async function changeRunState(
  books: RunStore,
  run: string,
  change: (now: RunState) => RunState | null,
): Promise<RunState> {
  const initial = change(QUEUED) ?? QUEUED;
  return (await putEntry(books, placeOf(run), { initial, change })).value;
}

/** An attempt begins: what an earlier one left behind is told no longer. */
export const beginRun = (books: RunStore, run: string): Promise<RunState> =>
  changeRunState(books, run, (now) => ({
    ...now,
    state: 'running',
    steps: [],
    failure: null,
    startedAt: books.clock().toISOString(),
    finishedAt: null,
  }));

/** A step has ended; told again by a repeated step, the newest counts. */
export const noteStep = (books: RunStore, run: string, done: StepState): Promise<RunState> =>
  changeRunState(books, run, (now) => ({
    ...now,
    steps: [...now.steps.filter(({ name }) => name !== done.name), done],
  }));

/** What a run left behind. */
export interface RunResult {
  readonly runId: string;
  readonly readiness: 'FINAL' | 'PROVISIONAL' | 'HELD';
  readonly mails: MailCounts;
}

type ReleasedRun = Pick<RunResult, 'runId' | 'readiness'> & { readonly releaseSeq: number };

/** The artefacts of a run lie in the released store. A held run has released no figure. */
export const noteReleased = (
  books: RunStore,
  run: string,
  { runId, readiness, releaseSeq }: ReleasedRun,
): Promise<RunState> =>
  changeRunState(books, run, (now) => ({
    ...now,
    runId,
    readiness,
    releaseSeq,
    released: readiness !== 'HELD',
  }));

/** A run has come to its end. Mails that nobody can vouch for leave it unresolved. */
export const finishRun = (books: RunStore, run: string, result: RunResult): Promise<RunState> =>
  changeRunState(books, run, (now) => ({
    ...now,
    ...result,
    state: endOf(result),
    released: result.readiness !== 'HELD',
    finishedAt: books.clock().toISOString(),
  }));

export const failRun = (
  books: RunStore,
  run: string,
  failure: { readonly step: string; readonly code: string },
): Promise<RunState> =>
  changeRunState(books, run, (now) =>
    now.state === 'cancelled'
      ? null
      : { ...now, state: 'failed', failure, finishedAt: books.clock().toISOString() },
  );

function endOf({ readiness, mails }: RunResult): RunState['state'] {
  const { planned, sending, unknown, failed, abandoned } = mails;
  if (planned + sending + unknown + failed + abandoned > 0) return 'succeeded_with_unresolved';
  return readiness === 'HELD' ? 'held' : 'succeeded';
}
