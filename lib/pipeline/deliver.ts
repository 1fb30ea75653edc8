import { releaseFits } from '#lib/privacy/release-fits.ts';
import { eachReleased, mapReleased, type Released } from '#lib/privacy/released.ts';
import type { ReleasedReport } from '#lib/privacy/report.ts';
import { renderReport } from '#lib/rendering/render-report.ts';
import type { RenderedReport } from '#lib/rendering/rendered-report.ts';
import { summaryText } from '#lib/rendering/summary-text.ts';
import { disclosurePolicy } from './disclosure-policy.ts';
import type { Drafts } from './draft-reports.ts';
import type { RunFacts } from './report-context.ts';
import { modelsFile, reportFiles } from './report-files.ts';
import { type RunRecord, rejectRecords } from './run-record.ts';
import type { RunRequest } from './run-request.ts';
import type { StepTimer } from './step-timer.ts';
import { writeReleasedFiles, writeRunFile } from './write-files.ts';

/** What a run leaves behind: its record, and released text for the person who started it. */
export interface RunOutcome {
  readonly record: RunRecord;
  readonly summary: Released<string>;
}

/** A run whose reports passed the gate. */
export interface ReleasedRun {
  readonly request: RunRequest;
  readonly facts: RunFacts;
  readonly drafts: Drafts;
  readonly released: Released<readonly ReleasedReport[]>;
  readonly timer: StepTimer;
}

/** Renders what was released, writes the files of the run, and puts mails in the outbox if asked. */
export async function deliver(run: ReleasedRun): Promise<RunOutcome> {
  const { request, drafts, released, timer } = run;
  const rendered = await timer.run(
    'render',
    () => renderAll(run),
    (reports) => ({ detail: 'mail, text, workbook, CSV, JSON', rows: reports.length }),
  );
  const fits = releaseFits(drafts.models, disclosurePolicy(request.configuration));
  const files = [modelsFile(fits), ...rendered.map(reportFiles)];
  const written = request.dryRun ? [] : await writeReleasedFiles(request.out, files);
  const record = recordOf(run, written);
  if (!request.dryRun) {
    const content = `${JSON.stringify(record, null, 2)}\n`;
    await writeRunFile(request.out, { path: 'run.json', kind: 'json', content });
  }
  return { record, summary: mapReleased(released, (all) => all.map(summaryText).join('\n')) };
}

const renderAll = ({
  request,
  drafts,
  released,
}: ReleasedRun): Promise<Released<RenderedReport>[]> =>
  Promise.all(
    eachReleased(released).map((report, index) =>
      renderReport(report, {
        from: request.configuration.mail?.from ?? 'tenure@localhost',
        mailKey: `${drafts.reports[index]?.head.id}`,
      }),
    ),
  );

function recordOf(
  { request, facts, drafts, timer }: ReleasedRun,
  files: RunRecord['files'],
): RunRecord {
  const exact = request.configuration.privacy.snapshot === 'exact';
  const warnings = Object.values(facts.snapshot.tables).flatMap((table) => table.warnings);
  return {
    state: exact && facts.state !== 'HELD' ? 'ANALYSIS' : facts.state,
    runId: facts.runId,
    asOf: facts.observation.asOf,
    snapshot: facts.snapshot.hash,
    reports: drafts.reports.map(({ head: { id, state } }) => ({ id, state, directory: id })),
    files,
    steps: timer.steps,
    rejects: rejectRecords(facts.snapshot),
    warnings: [
      ...warnings.map(({ message }) => message),
      ...facts.notes.map(({ check, severity, message }) => `${severity}: ${check}: ${message}`),
    ],
    mails: [],
  };
}
