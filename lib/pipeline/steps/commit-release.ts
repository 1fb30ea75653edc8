import { PeriodBusyError } from '#lib/runs/execute-run.ts';
import { acquirePeriod, commitPeriod } from '#lib/runs/period-lease.ts';
import { noteReleased, readRunState } from '#lib/runs/run-state.ts';
import type { RunStore } from '#lib/runs/run-store.ts';
import type { Trigger } from '#lib/runs/trigger.ts';
import type { RunFacts } from '../report-context.ts';
import { releaseEntryOf } from './send-step.ts';

const LEASE_MS = 60_000;

/** A run that has passed the gate. */
export interface PassedGate {
  readonly runId: string;
  readonly readiness: RunFacts['state'];
  /** Number of the chain entry that its figures stand on. */
  readonly releaseSeq: number;
}

/**
 * After the bundle: the period points at the run, its record says so, and only then is there the entry without which
 * no mail is claimed. Repeated after a crash anywhere, it goes on. Throws `PeriodBusyError` where another run holds
 * the period.
 */
export async function commitRelease(
  books: RunStore,
  trigger: Trigger,
  { runId, readiness, releaseSeq }: PassedGate,
): Promise<void> {
  const lease = await acquirePeriod(books, trigger, { owner: trigger.run, leaseMs: LEASE_MS });
  if (lease === 'busy') throw new PeriodBusyError(trigger);
  const commit = { runId, revision: trigger.revision, releaseSeq };
  if ((await commitPeriod(books, lease, commit)) === 'stale') throw new PeriodBusyError(trigger);
  await noteReleased(books, trigger.run, { runId, readiness, releaseSeq });
  const key = releaseEntryOf(trigger);
  await books.store.createIfAbsent(key, new TextEncoder().encode(JSON.stringify({ runId })));
}

/** A step behind the gate was started before the gate was passed. */
export class NotReleasedError extends Error {
  override readonly name = 'NotReleasedError';
  constructor(run: string) {
    super(`run ${run} has not passed the gate: resume it from its release`);
  }
}

/** What the gate let out of a run. Throws `NotReleasedError`. */
export async function releasedRunOf(books: RunStore, run: string): Promise<PassedGate> {
  const { runId, readiness, releaseSeq } = await readRunState(books, run);
  if (runId === null || readiness === null || releaseSeq === null) throw new NotReleasedError(run);
  return { runId, readiness, releaseSeq };
}
