import { isCancelled } from './cancel-flag.ts';
import type { ExecutionInput } from './orchestrator.ts';
import { acquirePeriod, commitPeriod, type Lease, releasePeriod } from './period-lease.ts';
import { beginRun, failRun, finishRun, type RunResult } from './run-state.ts';
import type { RunStore } from './run-store.ts';
import { readAttempt, type Trigger } from './trigger.ts';

/** The line from snapshot to mails, for one run. */
export type RunReport = (trigger: Trigger) => Promise<RunResult>;

/** Another run is making the same week of the same report. */
export class PeriodBusyError extends Error {
  override readonly name = 'PeriodBusyError';
  constructor({ report, period }: Trigger) {
    super(`${report} ${period} is being made by another run: wait for it, then resume this one`);
  }
}

const LEASE_MS = 3_600_000;

/** One execution in this process: lease, line, commit, record. A failure is recorded and thrown. */
export const executeRun =
  (books: RunStore, runReport: RunReport) =>
  async (input: ExecutionInput): Promise<void> => {
    const { run } = input;
    const trigger = await readAttempt(books, input);
    if (await isCancelled(books, trigger)) return;
    await beginRun(books, run);
    await underLease(books, trigger, runReport).catch(async (error: unknown) => {
      const code = error instanceof Error ? error.name : 'Error';
      await failRun(books, run, { step: 'line', code });
      throw error;
    });
  };

async function underLease(books: RunStore, trigger: Trigger, runReport: RunReport): Promise<void> {
  const lease = await acquirePeriod(books, trigger, { owner: trigger.run, leaseMs: LEASE_MS });
  if (lease === 'busy') throw new PeriodBusyError(trigger);
  try {
    const result = await runReport(trigger);
    if (!(await isCancelled(books, trigger))) await commitRun(books, trigger, { lease, result });
  } finally {
    await releasePeriod(books, lease);
  }
}

async function commitRun(
  books: RunStore,
  trigger: Trigger,
  { lease, result }: { readonly lease: Lease; readonly result: RunResult },
): Promise<void> {
  const commit = { runId: result.runId, revision: trigger.revision, releaseSeq: null };
  if ((await commitPeriod(books, lease, commit)) === 'stale') throw new PeriodBusyError(trigger);
  await finishRun(books, trigger.run, result);
}
