import type { Cell, Row, Table } from '../document.ts';
import { inWorkbook, rowsOfMail } from '../rows-in-mail.ts';
import { type Html, html } from './html.ts';
import { LIGHT } from './palette.ts';

/**
 * A real table: caption, header cells with scope, numbers to the right. Scrolls by itself on a narrow screen. Where the
 * mail shows none of its rows, one line says where they are.
 */
export function dataTable({ caption, columns, rows, rowsInMail }: Table): Html {
  const shown = rowsOfMail(rows, rowsInMail);
  const hidden = rows.length - shown.length;
  if (shown.length === 0) return leftOut(`${caption}: ${inWorkbook(hidden)}`, '0 0 22px');
  const heat = rows.some(({ cells }) => cells.some(({ shade }) => shade !== null));
  return html`<section aria-label="${caption}" tabindex="0" style="overflow-x:auto;margin:0 0 22px"><table class="t${heat ? ' h' : ''}" cellpadding="${heat ? 4 : 6}" style="${TABLE}"><caption style="${CAPTION}">${caption}</caption><thead><tr>${columns.map(headerCell)}</tr></thead><tbody>${shown.map(row)}</tbody></table>${hidden === 0 ? null : leftOut(inWorkbook(hidden, 'more '), '6px 0 0')}</section>
`;
}

/** Lines between rows and light labels are in the style sheet: every row would carry them. */
const TABLE = 'width:100%;border-collapse:collapse;text-align:right;font-size:14px';
const CAPTION = `text-align:left;padding:0 0 6px;color:${LIGHT.muted}`;

const headerCell = (title: string, i: number, all: readonly string[]): Html =>
  i === 0
    ? html`<th scope="col" align="left" width="${all.length > 6 ? 18 : 34}%">${title}</th>`
    : html`<th scope="col" align="right">${title}</th>`;

const row = ({ label, cells, emphasis }: Row): Html =>
  emphasis === 'total'
    ? html`<tr class="tt"><th scope="row" align="left">${label}</th>${cells.map(cell)}</tr>`
    : html`<tr><th scope="row" align="left">${label}</th>${cells.map(cell)}</tr>`;

const cell = ({ text, shade }: Cell): Html =>
  shade === null
    ? html`<td>${text}</td>`
    : html`<td class="h${shade}" bgcolor="${LIGHT.heat[shade] ?? LIGHT.page}">${text}</td>`;

const leftOut = (text: string, margin: string): Html =>
  html`<p class="mu" style="margin:${margin};font-size:14px;line-height:20px;color:${LIGHT.muted}">${text}</p>
`;
