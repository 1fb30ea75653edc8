import type { Scope } from '#lib/privacy/figure.ts';
import { scopeWords } from '#lib/privacy/scope-name.ts';
import { word } from './html/blocks.ts';
import { type Html, html } from './html/html.ts';
import { LIGHT } from './html/palette.ts';
import { shellHtml } from './html/shell.ts';

/** One report of a run as its index names it. No figures: the index may lie open. */
export interface IndexEntry {
  readonly id: string;
  readonly scope: Scope;
  readonly title: string;
  readonly state: string;
  readonly period: string;
  /** Files in the report's folder, as paths relative to the index. */
  readonly files: readonly string[];
}

export interface RunIndex {
  readonly business: string;
  readonly runId: string;
  readonly asOf: string;
  readonly reports: readonly IndexEntry[];
}

/** What a person opens after a run: its reports, their states, and where their files are. */
export const renderIndex = ({ business, runId, asOf, reports }: RunIndex): string =>
  shellHtml(
    { language: 'en', title: `${business}, reports of run ${runId}` },
    html`<p class="mu" style="margin:0 0 4px;font-size:14px;color:${LIGHT.muted}">As of ${asOf}, run ${runId}</p>
<h1 style="margin:0 0 26px;font-size:26px;line-height:34px;font-weight:600">${business}</h1>
${reports.map(entry)}`,
  );

const entry = ({ id, scope, title, state, period, files }: IndexEntry): Html =>
  html`<h2 style="margin:26px 0 6px;font-size:18px;line-height:26px;font-weight:600">${title}${word(state)}</h2>
<p style="margin:0 0 10px;font-size:15px">${[period, `report ${id}`, scopeWords(scope)].filter((part) => part !== '').join(', ')}</p>
<ul style="margin:0;padding:0 0 0 18px;font-size:15px;line-height:26px">${files.map(
    (file) =>
      html`<li><a class="ac" style="color:${LIGHT.accent}" href="${encodeURI(file)}">${describe(file)}</a></li>`,
  )}</ul>
`;

const DESCRIPTIONS: Readonly<Record<string, string>> = {
  'email.html': 'The report as its readers get it',
  'email.txt': 'The same as plain text',
  'message.eml': 'The message with its attachments',
  'workbook.xlsx': 'Workbook, one sheet per section',
  'figures.csv': 'Every figure, one line each',
  'report.json': 'Every figure, for programs',
};

const describe = (file: string): string => {
  const name = file.split('/').at(-1) ?? file;
  const known = DESCRIPTIONS[name];
  return known === undefined ? name : `${known} (${name})`;
};
