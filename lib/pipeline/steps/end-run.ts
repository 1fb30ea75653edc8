import type { RunMails } from '#lib/mail/run-mails.ts';
import { attemptIds } from '#lib/runs/run-key.ts';
import { failRun, finishRun, type RunState, readRunState } from '#lib/runs/run-state.ts';
import type { RunStore } from '#lib/runs/run-store.ts';
import type { Trigger } from '#lib/runs/trigger.ts';
import { releasedRunOf } from './commit-release.ts';

export interface RunEnd {
  /** Class of the error that ended the run; null where all its steps ended well. */
  readonly failure: string | null;
  readonly mailsOf: (run: {
    readonly period: string;
    readonly runIds: readonly string[];
  }) => Promise<RunMails>;
}

/** The last word in a run's record. A failure that its step has told already stands; a cancellation too. */
export async function endRun(
  books: RunStore,
  trigger: Trigger,
  { failure, mailsOf }: RunEnd,
): Promise<RunState> {
  const { run, period } = trigger;
  if (failure !== null) {
    const { failure: told } = await readRunState(books, run);
    return failRun(books, run, told ?? { step: 'line', code: failure });
  }
  const { counts } = await mailsOf({ period, runIds: attemptIds(trigger) });
  const { runId, readiness } = await releasedRunOf(books, run);
  return finishRun(books, run, { runId, readiness, mails: counts });
}
