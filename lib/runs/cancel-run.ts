import { raiseCancelFlag } from './cancel-flag.ts';
import type { Orchestrator } from './orchestrator.ts';
import { attemptId, executionName } from './run-key.ts';
import { changeRunState, isFinished, type RunState } from './run-state.ts';
import type { RunStore } from './run-store.ts';
import type { Trigger } from './trigger.ts';

/** The mails that one attempt has planned; `runId` is what their rows name as their run. */
export interface PlannedMails {
  readonly period: string;
  readonly runId: string;
}

export interface Cancellation {
  readonly orchestrator: Orchestrator;
  /** Turns every planned mail of an attempt into a cancelled one. */
  readonly sweepMails: (planned: PlannedMails) => Promise<unknown>;
  readonly by: string;
}

/**
 * Flag, execution, mails, state, in this order: a mail worker reads its row before the flag, so that no mail is
 * claimed once the sweep has ended. What was claimed before stays sent. Repeated after a crash, it goes on.
 */
export async function cancelRun(
  books: RunStore,
  trigger: Trigger,
  { orchestrator, sweepMails, by }: Cancellation,
): Promise<RunState> {
  const { run, period } = trigger;
  const attempts = Array.from({ length: trigger.attempt }, (_, index) => index + 1);
  for (const attempt of attempts) await raiseCancelFlag(books, { run, attempt }, by);
  for (const attempt of attempts) {
    await orchestrator.stop(executionName(run, period, attempt));
    await sweepMails({ period, runId: attemptId(run, attempt) });
  }
  return changeRunState(books, run, (now) =>
    isFinished(now)
      ? null
      : { ...now, state: 'cancelled', finishedAt: books.clock().toISOString() },
  );
}
