import type { CellName } from './cell-name.ts';

/** What each customer adds to a cell. Nobody who adds nothing is in it. */
export type Contributions = ReadonlyMap<string, number>;

/** Who is truly in a cell, and with how much: it scores what an attacker claims, and nothing else. */
export interface Truth {
  contributions(cell: CellName): Contributions;
}
