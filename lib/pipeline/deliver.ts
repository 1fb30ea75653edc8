import { composeMessage } from '#lib/mail/compose-message.ts';
import { releaseCount } from '#lib/privacy/release-count.ts';
import { releaseFits } from '#lib/privacy/release-fits.ts';
import { eachReleased, mapReleased, type Released } from '#lib/privacy/released.ts';
import type { ReleasedReport, ReportHead } from '#lib/privacy/report.ts';
import { renderIndex } from '#lib/rendering/render-index.ts';
import { renderReport } from '#lib/rendering/render-report.ts';
import type { RenderedReport } from '#lib/rendering/rendered-report.ts';
import { summaryText } from '#lib/rendering/summary-text.ts';
import { type MailIdentity, mailKeyOf } from '#lib/runs/mail-key.ts';
import { disclosurePolicy } from './disclosure-policy.ts';
import type { Drafts } from './draft-reports.ts';
import type { RunFacts } from './report-context.ts';
import { messageFile, modelsFile, reportFiles } from './report-files.ts';
import { intakeWarnings, type RunRecord, rejectRecords } from './run-record.ts';
import type { RunRequest } from './run-request.ts';
import { senderOf, sendReports } from './send-reports.ts';
import type { Services } from './services.ts';
import type { StepTimer } from './step-timer.ts';
import { type FileRecord, writeReleasedFiles, writeRunFile } from './write-files.ts';

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
  readonly drafts: Drafts;
  readonly released: Released<readonly ReleasedReport[]>;
  readonly timer: StepTimer;
}

/** Renders what was released, writes the files of the run, and sends the mails if asked. */
export async function deliver(run: ReleasedRun): Promise<RunOutcome> {
  const { request, released, timer } = run;
  const rendered = await timer.run(
    'render',
    () => renderAll(run),
    (reports) => ({ detail: 'mail, text, workbook, CSV, JSON', rows: reports.length }),
  );
  const summary = mapReleased(released, (all) => all.map(summaryText).join('\n'));
  if (request.dryRun) return outcomeOf(run, recordOf(run, [], []), summary);
  const files = await writeAll(run, rendered);
  const mails = request.send
    ? await timer.run(
        'send',
        () => sendReports(run, rendered),
        (sent) => ({ detail: 'to the outbox', rows: sent.length }),
      )
    : [];
  const outcome = outcomeOf(run, recordOf(run, files, mails), summary);
  const runFile = mapReleased(outcome.recordText, (content) => [
    { path: 'run.json', kind: 'json', content },
  ]);
  await writeReleasedFiles(request.out, [runFile]);
  return outcome;
}

function outcomeOf(
  { request, drafts }: ReleasedRun,
  record: RunRecord,
  summary: Released<string>,
): RunOutcome {
  const excluded = releaseCount(drafts.excluded, disclosurePolicy(request.configuration));
  const recordText = mapReleased(
    excluded,
    (persons) => `${JSON.stringify({ ...record, excluded: persons }, null, 2)}\n`,
  );
  return { record, recordText, summary };
}

const renderAll = ({
  request,
  drafts,
  released,
}: ReleasedRun): Promise<Released<RenderedReport>[]> =>
  Promise.all(
    eachReleased(released).map((report, index) =>
      renderReport(report, {
        from: senderOf(request.configuration),
        mailKey: mailKeyOf(identityOf(drafts.reports[index]?.head)),
      }),
    ),
  );

const identityOf = (head: ReportHead | undefined): MailIdentity => ({
  report: head?.id ?? '',
  period: head?.period ?? '',
  revision: head?.revision ?? 0,
  state: head?.state ?? 'HELD',
});

async function writeAll(
  run: ReleasedRun,
  rendered: readonly Released<RenderedReport>[],
): Promise<FileRecord[]> {
  const { request, drafts, facts } = run;
  const { configuration, out } = request;
  const messages = rendered.map((report) =>
    composeMessage(report, senderOf(configuration)).then(messageFile(report)),
  );
  const written = await writeReleasedFiles(out, [
    modelsFile(releaseFits(drafts.models, disclosurePolicy(configuration))),
    ...rendered.map(reportFiles),
    ...(await Promise.all(messages)),
  ]);
  const content = renderIndex({
    business: configuration.business.name,
    runId: facts.runId,
    asOf: facts.observation.asOf,
    reports: drafts.reports.map(({ head }) => ({
      ...head,
      files: written.map(({ path }) => path).filter((path) => path.startsWith(`${head.id}/`)),
    })),
  });
  const index = await writeRunFile(out, { path: 'index.html', kind: 'html', content });
  return [index, ...written];
}

function recordOf(
  { request, facts, drafts, timer }: ReleasedRun,
  files: RunRecord['files'],
  mails: RunRecord['mails'],
): RunRecord {
  const exact = request.configuration.privacy.snapshot === 'exact';
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
      ...intakeWarnings(facts.snapshot),
      ...facts.notes.map(({ check, severity, message }) => `${severity}: ${check}: ${message}`),
    ],
    mails,
  };
}
