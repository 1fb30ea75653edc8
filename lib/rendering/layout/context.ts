import type { ReleasedFigure } from '#lib/privacy/figure.ts';
import type { ReportHead } from '#lib/privacy/report.ts';
import type { Block, Section, Table } from '../document.ts';
import type { FigureTable } from '../figure-table.ts';
import type { Format } from '../format.ts';

/** All that a section is laid out from: released figures, the head, and how numbers are written. */
export interface LayoutContext {
  readonly head: ReportHead;
  readonly figures: FigureTable;
  readonly format: Format;
  readonly withheld: number;
  /** Figures of the revision that this one takes the place of, where they differ. */
  readonly replaced?: readonly ReleasedFigure[];
}

/** A section, or null where it has nothing to say: section 12 then names what is not available. */
export function section(
  number: number,
  title: string,
  blocks: readonly (Block | null)[],
): Section | null {
  const present = blocks.filter((block) => block !== null);
  return present.length === 0 ? null : { number, title, blocks: present };
}

/** A table, or null without rows. */
export function table(
  caption: string,
  columns: readonly string[],
  rows: Table['rows'],
): Table | null {
  return rows.length === 0
    ? null
    : { kind: 'table', caption, columns, rows, rowsInMail: ROWS_IN_MAIL };
}

/** A table whose rows stand in the workbook only; the mail says so in one line. Null without rows. */
export function workbookTable(
  caption: string,
  columns: readonly string[],
  rows: Table['rows'],
): Table | null {
  const whole = table(caption, columns, rows);
  return whole === null ? null : { ...whole, rowsInMail: 0 };
}

/** Marks what a mail that would be clipped leaves to the workbook. */
export const detail = (block: Table | null, when: Table['detail'] = 'first'): Table | null =>
  block && { ...block, detail: when };

export const note = (text: string): Block => ({ kind: 'note', text });

/** Keeps a report with many segments under the size at which mail programs clip. */
const ROWS_IN_MAIL = 20;
