import type { RunState } from '#lib/runs/run-state.ts';
import type { Trigger } from '#lib/runs/trigger.ts';

/** A run as an operator sees it. */
export interface ListedRun {
  readonly trigger: Trigger;
  readonly state: RunState;
}

/** Enough of a run's id to name it. */
export const shortId = (run: string): string => run.slice(0, 12);

/** The report, and the scope where a part of it was asked for. */
const reportText = ({ report, scope }: Trigger): string =>
  scope === 'all' ? report : `${report} ${scope}`;

/** One line a run. */
export const listText = (runs: readonly ListedRun[]): string =>
  runs
    .map(({ trigger, state }) =>
      [
        shortId(trigger.run),
        reportText(trigger),
        trigger.period,
        state.state,
        state.finishedAt ?? '-',
      ].join('  '),
    )
    .join('\n');

/** All that is known of a run: its request, its steps, its mails. */
export function showText({ trigger, state }: ListedRun): string {
  const mails = Object.entries(state.mails).filter(([, count]) => count > 0);
  return [
    `run        ${trigger.run}`,
    `report     ${reportText(trigger)}, ${trigger.period}, as of ${trigger.asOf}, revision ${trigger.revision}`,
    `asked      ${trigger.requestedAt} by ${trigger.requestedBy}, attempt ${trigger.attempt}`,
    `state      ${state.state}${state.readiness === null ? '' : ` (${state.readiness})`}`,
    `computed   ${state.runId ?? '-'}`,
    `began      ${state.startedAt ?? '-'}`,
    `ended      ${state.finishedAt ?? '-'}`,
    `mails      ${mails.map(([what, count]) => `${count} ${what}`).join(', ') || 'none'}`,
    ...state.steps.map(
      ({ name, seconds, rows }) =>
        `step       ${name.padEnd(14)} ${rows} rows ${seconds.toFixed(1)} s`,
    ),
    ...(state.failure ? [`failed     ${state.failure.step}: ${state.failure.code}`] : []),
  ].join('\n');
}

/** What the state of a run means, and what to do next. */
export function explainText({ trigger, state }: ListedRun): string {
  const id = shortId(trigger.run);
  const meaning: Readonly<Record<RunState['state'], string>> = {
    queued: `It has not begun. Where nothing runs any more, begin it: tenure runs resume ${id}`,
    running: `It is at work. Where its process has ended, go on: tenure runs resume ${id}`,
    waiting: 'Its mails wait until they may be sent again; nothing needs to be done.',
    succeeded: 'It is done, and every mail has come to its end.',
    succeeded_with_unresolved: `It is done, but nobody can vouch for some of its mails: tenure runs mails ${id}`,
    held: 'A data check holds the report: its notice names the check. Correct the data and run again.',
    failed: `It ended at ${state.failure?.step ?? 'a step'} with ${state.failure?.code ?? 'an error'}. Mend the cause, then: tenure runs resume ${id}`,
    cancelled:
      'Somebody cancelled it. Mails that were claimed before have gone out. Ask for it again to make it.',
  };
  return `${trigger.report} ${trigger.period} is ${state.state}. ${meaning[state.state]}`;
}
