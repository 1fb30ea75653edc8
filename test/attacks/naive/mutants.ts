import type { Drafts } from '#lib/pipeline/draft-reports.ts';
import type { Cell } from '#lib/privacy/cell.ts';
import type { Figure } from '#lib/privacy/figure.ts';
import type { DraftReport, Measured } from '#lib/privacy/report.ts';

/** A gate that has lost one of its rules: the same gate, told something less of what it guards. */
export interface Mutant {
  readonly name: string;
  /** The attack that has to notice. */
  readonly caughtBy: string;
  readonly change: (measured: Measured) => Measured;
}

const withCells =
  (change: (cell: Cell) => Cell) =>
  (measured: Measured): Measured => ({ ...measured, cells: measured.cells.map(change) });

export const MUTANTS: readonly Mutant[] = [
  {
    name: 'withholds nothing for the sake of another',
    caughtBy: 'A1 bounds',
    change: (measured) => ({ ...measured, equations: [] }),
  },
  {
    name: 'shares only look at whom they are of',
    caughtBy: 'A1r rates',
    change: (measured) => ({
      ...measured,
      figures: measured.figures.map(withoutNumerator(measured)),
    }),
  },
  {
    name: 'knows no large customer',
    caughtBy: 'A1m money',
    change: withCells((cell) => (cell.kind === 'sum' ? { ...cell, largest: [0, 0] } : cell)),
  },
  {
    name: 'prints that nobody did, and that everybody did',
    caughtBy: 'A7 homogeneity',
    change: withCells((cell) => ({ ...cell, behavioural: false })),
  },
];

const withoutNumerator =
  ({ cells }: Measured) =>
  (figure: Figure): Figure => {
    if (figure.unit !== 'share') return figure;
    const of = cells
      .filter(({ customers }) => customers === figure.customers)
      .map(({ key }) => key);
    const kept = figure.cells.filter((key) => of.includes(key));
    return kept.length === 0 ? figure : { ...figure, cells: kept };
  };

export const mutated = ({ change }: Mutant, drafts: Drafts): Drafts => ({
  ...drafts,
  reports: drafts.reports.map(
    (draft): DraftReport => ({ ...draft, measured: draft.measured.map(change) }),
  ),
});
