import type { CellName } from '../shop/cell-name.ts';

/** What a reader holds of a report: numbers, what adds up to what, and which amounts may be negative. */
export interface ReaderTable {
  readonly known: ReadonlyMap<string, number>;
  readonly equations: readonly ReaderEquation[];
  readonly cells: ReadonlyMap<string, CellName>;
  /** Numbers of different days: they need not agree with one another, nor with the truth of any day. */
  readonly isDoubtful?: true;
}

/** `total` is the sum of `parts`; keys of cells. */
export interface ReaderEquation {
  readonly total: string;
  readonly parts: readonly string[];
}
