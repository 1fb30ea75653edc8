import type { ReleasedFigure } from '#lib/privacy/figure.ts';
import type { ReportHead } from '#lib/privacy/report.ts';
import { fixtureReport } from '../../../test/gallery/fixture-report.ts';
import { asciiSigns } from '../ascii.ts';
import type { Block } from '../document.ts';
import { figureTable } from '../figure-table.ts';
import { formatFor } from '../format.ts';
import type { LayoutContext } from './context.ts';

/** The report of the gallery. */
export const report = fixtureReport();

/** What its sections are laid out from, with these figures. */
export const contextOf = (
  figures: readonly ReleasedFigure[],
  change: Partial<ReportHead> = {},
): LayoutContext => {
  const head = { ...report.head, ...change };
  return { head, format: formatFor(head), withheld: 0, figures: figureTable(figures) };
};

/** Label and cells of each row of a table, in signs of ASCII. */
export const rowsOf = (block: Block | null | undefined): string[][] =>
  block?.kind === 'table'
    ? block.rows.map(({ label, cells }) =>
        [label, ...cells.map(({ text }) => text)].map(asciiSigns),
      )
    : [];
/** The words of a note or a sentence. */
export const textOf = (block: Block | null | undefined): string =>
  block && 'text' in block ? asciiSigns(block.text) : '';
