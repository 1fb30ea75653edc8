import { mapReleasedAsync, type Released } from '#lib/privacy/released.ts';
import type { ReleasedReport, ReportHead } from '#lib/privacy/report.ts';
import { rasterise } from './charts/rasterise.ts';
import { valueCurveSvg } from './charts/value-curve.ts';
import type { Block, Chart, ReportDocument } from './document.ts';
import { fitMail, MOST_BYTES } from './fit-mail.ts';
import { pageHtml } from './html/page.ts';
import { DARK, LIGHT } from './html/palette.ts';
import { layOutReport } from './layout/lay-out-report.ts';
import { contentId, type Picture, type RenderedReport } from './rendered-report.ts';
import { reportJson } from './report-json.ts';
import { subjectOf } from './subject.ts';
import { textTwin } from './text/text-twin.ts';
import { tidyCsv } from './tidy-csv.ts';
import { sheetsOf } from './workbook/sheets.ts';
import { writeWorkbook } from './workbook/write-xlsx.ts';

export interface RenderOptions {
  /** Key of a report's mail in the ledger; message id and boundary derive from it. */
  readonly mailKey: (head: ReportHead) => string;
  /** The sender's address. */
  readonly from: string;
}

/**
 * Renders a report in every format it leaves in. A HELD report becomes its notice, without any figure.
 * Throws `MailTooLargeError` when the HTML would be clipped by mail programs.
 */
export const renderReport = (
  report: Released<ReleasedReport>,
  options: RenderOptions,
): Promise<Released<RenderedReport>> =>
  mapReleasedAsync(report, (content) => render(content, options));

async function render(
  report: ReleasedReport,
  { mailKey, from }: RenderOptions,
): Promise<RenderedReport> {
  const { head } = report;
  const document = layOutReport(report);
  const subject = subjectOf(head);
  const mailOf = (shown: ReportDocument): string =>
    pageHtml(shown, subject, (name) => `cid:${contentId(name)}`);
  const shown = fitMail(document, (fitted) => Buffer.byteLength(mailOf(fitted)));
  const mailHtml = mailOf(shown);
  rejectClipped(mailHtml);
  return {
    id: head.edition,
    state: head.state,
    title: head.title,
    period: document.period,
    subject,
    html: pageHtml(shown, subject, (name) => `charts/${name}.png`),
    text: textTwin(shown),
    json: reportJson(report, document),
    csv: tidyCsv(report),
    workbook: await writeWorkbook(sheetsOf(document), new Date(`${head.asOf}T00:00:00Z`)),
    charts: pictures(document),
    mail: { html: mailHtml, from, key: mailKey(head), date: head.asOf, fileStem: fileStem(head) },
  };
}

const pictures = ({ sections }: ReportDocument): Picture[] =>
  sections
    .flatMap(({ blocks }) => blocks)
    .filter(isChart)
    .flatMap((chart) => [
      { name: chart.name, png: rasterise(valueCurveSvg(chart, LIGHT)) },
      { name: `${chart.name}-dark`, png: rasterise(valueCurveSvg(chart, DARK)) },
    ]);

const isChart = (block: Block): block is Chart => block.kind === 'chart';

/** Names of files come from a closed alphabet: no free text. */
const fileStem = ({ edition, period, revision, state }: ReportHead): string =>
  `${edition.replace('.', '-')}-${period}-r${revision}${state === 'FINAL' ? '' : `-${state.toLowerCase()}`}`.replace(
    /[^A-Za-z0-9-]/g,
    '',
  );

function rejectClipped(html: string): void {
  const bytes = Buffer.byteLength(html);
  if (bytes >= MOST_BYTES) throw new MailTooLargeError(bytes);
}

/** Even without its details the mail would be clipped. */
export class MailTooLargeError extends Error {
  override readonly name = 'MailTooLargeError';
  constructor(bytes: number) {
    super(
      `mail has ${bytes} bytes of HTML, limit ${MOST_BYTES}: register fewer segment schemes for this report`,
    );
  }
}
