import { isCancelled } from './cancel-flag.ts';
import type { Orchestrator } from './orchestrator.ts';
import { knowPeriod } from './period-lease.ts';
import { executionName } from './run-key.ts';
import type { RunStore } from './run-store.ts';
import { markStarted, openTrigger, raiseAttempt, type Trigger, type WantedRun } from './trigger.ts';

/**
 * Period, trigger, execution: each write is made once, so that a request broken off anywhere is simply repeated, and
 * any number of requests for one key, at once or later, is one run.
 */
export async function requestRun(
  books: RunStore,
  orchestrator: Orchestrator,
  wanted: WantedRun,
): Promise<Trigger> {
  await knowPeriod(books, wanted.key);
  const trigger = await openTrigger(books, wanted, (now) => isCancelled(books, now));
  return startRun(books, orchestrator, trigger);
}

/** One more attempt at a run that failed or was cut off; what its steps have stored is not computed again. */
export const resumeRun = async (
  books: RunStore,
  orchestrator: Orchestrator,
  run: string,
): Promise<Trigger> => startRun(books, orchestrator, await raiseAttempt(books, run));

async function startRun(
  books: RunStore,
  orchestrator: Orchestrator,
  trigger: Trigger,
): Promise<Trigger> {
  const { run, period, attempt, started } = trigger;
  if (started >= attempt) return trigger;
  await orchestrator.start(executionName(run, period, attempt), { run, attempt });
  return markStarted(books, trigger);
}
