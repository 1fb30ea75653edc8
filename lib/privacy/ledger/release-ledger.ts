import type { Cell, CellKey, Equation } from '../cell.ts';
import type { FigureName, ReleasedFigure } from '../figure.ts';
import type { Correction, RevisedCell } from './corrections.ts';
import { figureKey } from './figure-key.ts';
import { type Restated, restatedValues } from './restated.ts';

/** A cell that was printable in a release, as it stood then: from then on it is published or withheld for good. */
export interface FrozenCell {
  readonly cell: Cell;
  readonly published: boolean;
}

/** What one release added to what readers may know and put together. */
export interface ReleaseRecord {
  /** Printable cells that no release had before. */
  readonly frozen: readonly FrozenCell[];
  /** Cells that were implied and not printed. */
  readonly hidden: readonly Cell[];
  readonly equations: readonly Equation[];
  /** Figures as they were printed, withheld ones included. */
  readonly figures: readonly ReleasedFigure[];
  /** Cells that a correcting release told anew; its figures take the place of earlier ones. */
  readonly revised?: readonly RevisedCell[];
  /** Keys of its figures that a later release may tell anew where their cells stand. */
  readonly amendable?: readonly string[];
}

/** All earlier releases together. Every one counts: a reader keeps old mails (SDC Handbook 2nd ed., linked tables). */
export interface ReleaseLedger {
  readonly frozen: ReadonlyMap<CellKey, FrozenCell>;
  readonly hidden: ReadonlyMap<CellKey, Cell>;
  readonly equations: readonly Equation[];
  readonly figures: ReadonlyMap<string, ReleasedFigure>;
  /** Keys of figures that were told on a late table about no person, and not since. */
  readonly amendable: ReadonlySet<string>;
  /** What bundles made of figures, by the keys of these. */
  readonly restated: ReadonlyMap<string, Restated>;
  /** Keys of the numbers of cells that were corrected, the newest last. */
  readonly revisions: ReadonlyMap<CellKey, readonly CellKey[]>;
  /** How many releases were corrections. */
  readonly corrections: number;
  /** The release that is to be decided corrects what was told; else what was printed stands. */
  readonly correction?: Correction;
}

/** Puts releases together, oldest first. What was first said of a cell or a figure stands until it is corrected or amended. */
export const ledgerOf = (records: readonly ReleaseRecord[]): ReleaseLedger => ({
  frozen: firstOf(records.flatMap(({ frozen }) => frozen.map((entry) => [entry.cell.key, entry]))),
  hidden: new Map(records.flatMap(({ hidden }) => hidden.map((cell) => [cell.key, cell]))),
  equations: records.flatMap(({ equations }) => equations),
  ...figuresOf(records),
  restated: restatedValues(records.flatMap(({ figures }) => figures)),
  revisions: revisionsOf(records.flatMap(({ revised = [] }) => revised)),
  corrections: records.filter(({ revised }) => revised !== undefined).length,
});

function figuresOf(
  records: readonly ReleaseRecord[],
): Pick<ReleaseLedger, 'figures' | 'amendable'> {
  const figures = new Map<string, ReleasedFigure>();
  const amendable = new Set<string>();
  for (const record of records) {
    for (const figure of record.figures) {
      const key = figureKey(figure);
      if (!figures.has(key) || amendable.has(key) || record.revised) figures.set(key, figure);
      amendable.delete(key);
    }
    for (const key of record.amendable ?? []) amendable.add(key);
  }
  return { figures, amendable };
}

/**
 * A figure as it was last released before a report of this period, or in it: as it was first printed, or as the bundle
 * of an earlier report restated it. Undefined where it never was.
 */
export function lastReleased(
  { figures, restated }: ReleaseLedger,
  name: FigureName,
  period: string,
): ReleasedFigure | undefined {
  const key = figureKey(name);
  const first = figures.get(key);
  const since = restated.get(key);
  return first !== undefined && since !== undefined && since.said < period
    ? { ...first, value: since.value }
    : first;
}

function revisionsOf(revised: readonly RevisedCell[]): ReadonlyMap<CellKey, readonly CellKey[]> {
  const found = new Map<CellKey, readonly CellKey[]>();
  for (const { cell, as } of revised) found.set(cell, [...(found.get(cell) ?? []), as]);
  return found;
}

/** Of entries with one key, the first. */
const firstOf = <T>(entries: readonly (readonly [string, T])[]): ReadonlyMap<string, T> =>
  new Map(entries.toReversed());

export const NO_RELEASES: ReleaseLedger = ledgerOf([]);

export const isEmpty = ({ frozen, figures }: ReleaseRecord): boolean =>
  frozen.length === 0 && figures.length === 0;
