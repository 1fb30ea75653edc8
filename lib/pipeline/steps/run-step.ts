import { isCancelled } from '#lib/runs/cancel-flag.ts';
import type { ExecutionInput } from '#lib/runs/orchestrator.ts';
import { failRun, noteStep } from '#lib/runs/run-state.ts';
import type { RunStore } from '#lib/runs/run-store.ts';
import { readAttempt, type Trigger } from '#lib/runs/trigger.ts';

/** The run was cancelled before this step began. */
export class RunCancelledError extends Error {
  override readonly name = 'RunCancelledError';
  constructor(run: string) {
    super(`run ${run} was cancelled; ask for it again to make it`);
  }
}

/** A step of a run that somebody else drives. */
export interface DrivenStep extends ExecutionInput {
  readonly name: string;
  /** Seconds since any fixed moment. */
  readonly seconds: () => number;
}

/**
 * Runs one step of a run and notes it in the run's record: how long it took, or by which class of error it failed.
 * A cancelled run goes no further. Throws what the step throws, `UnknownRunError` and `RunCancelledError`.
 */
export async function runStepOf<T>(
  books: RunStore,
  { run, attempt, name, seconds }: DrivenStep,
  work: (trigger: Trigger) => Promise<T>,
): Promise<T> {
  const trigger = await readAttempt(books, { run, attempt });
  if (await isCancelled(books, trigger)) throw new RunCancelledError(run);
  const begin = seconds();
  try {
    const result = await work(trigger);
    await noteStep(books, run, { name, seconds: seconds() - begin, rows: 0 });
    return result;
  } catch (error) {
    await failRun(books, run, { step: name, code: error instanceof Error ? error.name : 'Error' });
    throw error;
  }
}
