import type { Orchestrator } from './orchestrator.ts';
import { readPeriod } from './period-lease.ts';
import { requestRun, resumeRun } from './request-run.ts';
import type { RunKey } from './run-key.ts';
import { readRunState } from './run-state.ts';
import type { RunStore } from './run-store.ts';
import type { PlannedPeriod } from './schedule-plan.ts';
import { listTriggers, type Trigger } from './trigger.ts';

/** Which weeks a backfill makes: those nobody asked for, those that failed, or all that are not released. */
export const REPROCESS = ['missing', 'failed', 'all'] as const;
export type Reprocess = (typeof REPROCESS)[number];

export interface BackfillStep extends PlannedPeriod {
  /** `keep`: released, which only a restatement changes, or not asked for. */
  readonly action: 'start' | 'resume' | 'keep';
  /** The newest run of the week; null where there is none. */
  readonly run: string | null;
}

type ReportKey = Pick<RunKey, 'tenant' | 'report'>;

/** What a backfill would do with each week, oldest first. */
export async function planBackfill(
  books: RunStore,
  report: ReportKey,
  { weeks, reprocess }: { readonly weeks: readonly PlannedPeriod[]; readonly reprocess: Reprocess },
): Promise<BackfillStep[]> {
  const triggers = await listTriggers(books);
  return Promise.all(
    weeks.map(async (week) => {
      const { period } = week;
      const own = triggers.filter(
        (one) =>
          one.tenant === report.tenant && one.report === report.report && one.period === period,
      );
      const newest = own.sort((a, b) => (a.requestedAt < b.requestedAt ? 1 : -1))[0] ?? null;
      const action = await actionFor(books, newest, { ...report, period, reprocess });
      return { ...week, action, run: newest?.run ?? null };
    }),
  );
}

async function actionFor(
  books: RunStore,
  newest: Trigger | null,
  { reprocess, ...key }: ReportKey & { readonly period: string; readonly reprocess: Reprocess },
): Promise<BackfillStep['action']> {
  if (newest === null) return reprocess === 'failed' ? 'keep' : 'start';
  if (reprocess === 'missing') return 'keep';
  const released = (await readPeriod(books, key))?.runId ?? null;
  if (released !== null) return 'keep';
  const { state } = await readRunState(books, newest.run);
  return reprocess === 'all' || state === 'failed' ? 'resume' : 'keep';
}

/** Does one step of the plan; nobody is mailed. */
export function backfillWeek(
  books: RunStore,
  orchestrator: Orchestrator,
  {
    step,
    key,
  }: { readonly step: BackfillStep; readonly key: Omit<RunKey, 'period' | 'scope' | 'revision'> },
): Promise<Trigger | null> {
  if (step.action === 'keep') return Promise.resolve(null);
  if (step.action === 'resume' && step.run !== null)
    return resumeRun(books, orchestrator, step.run);
  return requestRun(books, orchestrator, {
    key: { ...key, scope: 'all', period: step.period, revision: 1 },
    asOf: step.asOf,
    delivery: null,
    by: { principal: 'backfill', request: 'backfill' },
  });
}
