import type { PrintedFigure } from '../leaving/printed-figure.ts';
import type { ReaderEquation, ReaderTable } from '../reader/reader-table.ts';
import type { CellName } from '../shop/cell-name.ts';
import type { Delivery } from '../shop/delivery.ts';
import type { Contributions, Truth } from '../shop/truth.ts';
import { hasCustomers, isCount, K, largestOf, PERCENT, totalOf } from './secrets.ts';

/** One release of a shop, as a reader keeps it, and the truth that scores what they make of it. */
export interface KeptRelease {
  readonly asOf: string;
  readonly table: ReaderTable;
  readonly truth: Truth;
  readonly delivery: Delivery;
  readonly figures: readonly PrintedFigure[];
  /** Rows of each delivered table that the release says it read. */
  readonly rows: Readonly<Record<string, number>>;
}

/** A cell of two releases, and the customers who made the difference. */
export interface ChangedCell {
  readonly key: string;
  readonly changed: Contributions;
}

/** Cells of both releases whose change is of fewer than k customers, or of one above all. */
export function changedCells(earlier: KeptRelease, later: KeptRelease): ChangedCell[] {
  return [...later.table.cells].flatMap(([key, cell]) => {
    if (!earlier.table.cells.has(key) || !hasCustomers(cell)) return [];
    const changed = changesOf(earlier.truth.contributions(cell), later.truth.contributions(cell));
    return isSecretChange(changed, isCount(cell)) ? [{ key, changed }] : [];
  });
}

/** What each customer adds to a cell now and did not then; negative where they are gone. */
export function changesOf(before: Contributions, after: Contributions): Contributions {
  const changes = new Map(after);
  for (const [who, value] of before) changes.set(who, (changes.get(who) ?? 0) - value);
  return new Map([...changes].filter(([, change]) => change !== 0));
}

/** Where as many come as go, or as much, a reader of the sum has nothing to learn. */
export function isSecretChange(changed: Contributions, counted: boolean): boolean {
  if (totalOf(changed) === 0) return false;
  if (changed.size < K) return true;
  const [first = 0, , ...others] = largestOf(changed);
  return !counted && others.reduce((sum, part) => sum + part, 0) < (PERCENT / 100) * first;
}

/** The difference of two releases as a table: what holds in both holds for what changed, too. */
export function differenceOf(earlier: ReaderTable, later: ReaderTable): ReaderTable {
  const before = new Set(earlier.equations.map(textOf));
  const known = new Map<string, number>();
  for (const [key, value] of later.known) {
    const other = earlier.known.get(key);
    if (other !== undefined) known.set(key, value - other);
  }
  const cells = new Map<string, CellName>();
  for (const [key, cell] of later.cells) if (earlier.cells.has(key)) cells.set(key, cell);
  const equations = later.equations.filter((equation) => before.has(textOf(equation)));
  return { known, equations, cells };
}

const textOf = ({ total, parts }: ReaderEquation): string => [total, ...parts].join('\n');
