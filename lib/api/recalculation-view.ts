import type { MailCounts, RunState } from '#lib/runs/run-state.ts';
import type { Trigger } from '#lib/runs/trigger.ts';
import type { Recalculation } from './schemas.ts';

/** What the API says of a run when it is asked for: nothing of it ever changes. */
export const acceptedView = ({ run, report, scope, period, asOf, revision }: Trigger) => ({
  id: run,
  report,
  scope,
  period,
  asOf,
  revision,
});

/** What the API says of a run now. */
export const recalculationView = (
  trigger: Trigger,
  state: RunState,
  mails: MailCounts,
): Recalculation => ({
  ...acceptedView(trigger),
  attempt: trigger.attempt,
  deliver: trigger.deliveries.includes('recalculation'),
  state: state.state,
  readiness: state.readiness,
  released: state.released,
  steps: [...state.steps],
  mails: { ...mails },
  failure: state.failure,
  requestedAt: trigger.requestedAt,
  startedAt: state.startedAt,
  finishedAt: state.finishedAt,
});
