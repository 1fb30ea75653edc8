import type { Configuration } from '#lib/config/configuration.ts';
import { composeMessage } from '#lib/mail/compose-message.ts';
import { eachReleased, mapReleased, pairReleased, type Released } from '#lib/privacy/released.ts';
import type { ReleasedReport, ReportHead } from '#lib/privacy/report.ts';
import { isEveryone, scopeName } from '#lib/privacy/scope-name.ts';
import { renderIndex } from '#lib/rendering/render-index.ts';
import { renderReport } from '#lib/rendering/render-report.ts';
import type { RenderedReport } from '#lib/rendering/rendered-report.ts';
import { mailKeyOf } from '#lib/runs/mail-key.ts';
import type { ReleasedContent } from './release-drafts.ts';
import { messageFile, modelsFile, reportFiles } from './report-files.ts';
import { senderOf } from './send-reports.ts';
import type { RunFile } from './write-files.ts';

/** Every released report in every format it leaves in. */
export const renderRun = (
  content: Released<ReleasedContent>,
  configuration: Configuration,
): Promise<Released<RenderedReport>[]> =>
  Promise.all(
    eachReleased(mapReleased(content, ({ reports }) => reports)).map((report) =>
      renderReport(report, { from: senderOf(configuration), mailKey: mailKeyFor }),
    ),
  );

const mailKeyFor = ({ id, scope, period, revision, state, runId }: ReportHead): string =>
  mailKeyOf({
    report: id,
    ...(!isEveryone(scope) && { scope: scopeName(scope) }),
    period,
    revision,
    state,
    ...(state === 'HELD' && { run: runId }),
  });

/** The files of a run: every report in every format, the models, and an index of them all. */
export async function filesOf(
  content: Released<ReleasedContent>,
  rendered: readonly Released<RenderedReport>[],
  configuration: Configuration,
): Promise<Released<readonly RunFile[]>> {
  const messages = rendered.map((report) =>
    composeMessage(report, senderOf(configuration)).then(messageFile(report)),
  );
  const files = [...rendered.map(reportFiles), ...(await Promise.all(messages))].reduce(
    (all, own) => pairReleased(all, own, (before, more) => [...before, ...more]),
    modelsFile(mapReleased(content, ({ models }) => models)),
  );
  return pairReleased(content, files, ({ reports }, all) => [
    ...all,
    indexFile(configuration, reports, all),
  ]);
}

function indexFile(
  { business }: Configuration,
  reports: readonly ReleasedReport[],
  files: readonly RunFile[],
): RunFile {
  const heads = reports.map(({ head }) => head);
  const content = renderIndex({
    business: business.name,
    runId: heads[0]?.runId ?? '',
    asOf: heads[0]?.asOf ?? '',
    reports: heads.map((head) => ({
      ...head,
      files: files
        .map(({ path }) => path)
        .filter((path) => path.startsWith(`${head.edition}/`))
        .sort(),
    })),
  });
  return { path: 'index.html', kind: 'html', content };
}
