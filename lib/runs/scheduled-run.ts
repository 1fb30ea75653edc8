import type { Orchestrator } from './orchestrator.ts';
import { knownPeriods } from './period-lease.ts';
import { requestRun } from './request-run.ts';
import type { RunKey } from './run-key.ts';
import type { RunStore } from './run-store.ts';
import { duePeriods, plannedPeriod } from './schedule-plan.ts';
import { SCHEDULE, type Trigger } from './trigger.ts';

/** A schedule of the catalogue has fired. */
export interface ScheduledEvent {
  readonly report: string;
  /** Instant for which it was scheduled, in UTC; the only time that enters the identity of a run. */
  readonly scheduledTime: string;
}

/** What the runs of a schedule have in common. */
export interface ScheduleContext {
  readonly orchestrator: Orchestrator;
  readonly tenant: string;
  readonly configHash: string;
  readonly timeZone: string;
}

/** Starts the week that is due and those that were missed; only the newest is mailed. */
export async function runSchedule(
  books: RunStore,
  { report, scheduledTime }: ScheduledEvent,
  { orchestrator, tenant, configHash, timeZone }: ScheduleContext,
): Promise<Trigger[]> {
  const due = plannedPeriod(scheduledTime, timeZone);
  const periods = duePeriods(due, await knownPeriods(books, { tenant, report }));
  const triggers: Trigger[] = [];
  for (const { period, asOf } of periods) {
    const key: RunKey = { tenant, report, scope: 'all', period, configHash, revision: 1 };
    const delivery = period === due.period ? 'scheduled' : null;
    const by = { principal: SCHEDULE, request: SCHEDULE };
    triggers.push(await requestRun(books, orchestrator, { key, asOf, delivery, by }));
  }
  return triggers;
}
