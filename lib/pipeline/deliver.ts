import { mapReleased, type Released } from '#lib/privacy/released.ts';
import type { ReportHead } from '#lib/privacy/report.ts';
import { scopeName } from '#lib/privacy/scope-name.ts';
import { summaryText } from '#lib/rendering/summary-text.ts';
import type { ReleasedContent } from './release-drafts.ts';
import { filesOf, renderRun } from './render-run.ts';
import { type RunFacts, reportState } from './report-context.ts';
import { intakeWarnings, type RunRecord, rejectRecords } from './run-record.ts';
import type { RunRequest } from './run-request.ts';
import { sendReports } from './send-reports.ts';
import type { Services } from './services.ts';
import type { StepTimer } from './step-timer.ts';
import { writeReleasedFiles } from './write-files.ts';

/** What a run leaves behind: its record, and released text for the person who started it. */
export interface RunOutcome {
  readonly record: RunRecord;
  /** `run.json`: the record, and how many persons are out of scope where that may be said. */
  readonly recordText: Released<string>;
  readonly summary: Released<string>;
}

/** A run whose reports passed the gate. */
export interface ReleasedRun {
  readonly request: RunRequest;
  readonly services: Services;
  readonly facts: RunFacts;
  /** Heads of the reports that were made, in the order of the catalogue. */
  readonly heads: readonly ReportHead[];
  readonly released: Released<ReleasedContent>;
  readonly timer: StepTimer;
}

/** Renders what was released, writes the files of the run, and sends the mails if asked. */
export async function deliver(run: ReleasedRun): Promise<RunOutcome> {
  const { request, released, timer } = run;
  const rendered = await timer.run(
    'render',
    () => renderRun(released, request.configuration),
    (reports) => ({ detail: 'mail, text, workbook, CSV, JSON', rows: reports.length }),
  );
  if (request.dryRun) return outcomeOf(run, recordOf(run, [], []));
  const files = await writeReleasedFiles(
    request.out,
    await filesOf(released, rendered, request.configuration),
  );
  const mails = request.send
    ? await timer.run(
        'send',
        () => sendReports(run, rendered),
        (sent) => ({ detail: 'to the outbox', rows: sent.length }),
      )
    : [];
  const outcome = outcomeOf(run, recordOf(run, files, mails));
  const runFile = mapReleased(outcome.recordText, (content) => [
    { path: 'run.json', kind: 'json', content },
  ]);
  await writeReleasedFiles(request.out, runFile);
  return outcome;
}

const outcomeOf = ({ released }: ReleasedRun, record: RunRecord): RunOutcome => ({
  record,
  recordText: mapReleased(
    released,
    ({ excluded }) => `${JSON.stringify({ ...record, excluded }, null, 2)}\n`,
  ),
  summary: mapReleased(released, ({ reports }) => reports.map(summaryText).join('\n')),
});

function recordOf(
  { request, facts, heads, timer }: ReleasedRun,
  files: RunRecord['files'],
  mails: RunRecord['mails'],
): RunRecord {
  return {
    state: facts.state === 'HELD' ? 'HELD' : reportState(request.configuration, facts),
    runId: facts.runId,
    asOf: facts.observation.asOf,
    snapshot: facts.snapshot.hash,
    reports: heads.map(({ id, scope, state, edition }) => ({
      id,
      scope: scopeName(scope),
      state,
      directory: edition,
    })),
    files,
    steps: timer.steps,
    rejects: rejectRecords(facts.snapshot),
    warnings: [
      ...intakeWarnings(facts.snapshot),
      ...facts.notes.map(({ check, severity, message }) => `${severity}: ${check}: ${message}`),
    ],
    mails,
  };
}
