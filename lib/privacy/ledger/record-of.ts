import { isDeepStrictEqual } from 'node:util';
import type { CellKey } from '../cell.ts';
import type { NaReason, ReleasedFigure } from '../figure.ts';
import type { CellSystem } from '../gate/system.ts';
import type { RevisedCell } from './corrections.ts';
import { figureKey } from './figure-key.ts';
import type { ReleaseLedger, ReleaseRecord } from './release-ledger.ts';

/** Reasons that follow from the calendar or from the files supplied, and so tell nothing about customers. */
export const FREE_OF_DATA: ReadonlySet<NaReason> = new Set([
  'unripe',
  'missing_input',
  'provisional',
]);

/** What a release decided, and what it said. */
interface Disclosed extends CellSystem {
  readonly published: ReadonlySet<CellKey>;
  readonly figures: readonly ReleasedFigure[];
  readonly revised: readonly RevisedCell[];
  readonly amendable: ReadonlySet<string>;
}

/** What the ledger does not know yet. */
export function recordOf(
  { cells, equations, printable, published, figures, revised, amendable }: Disclosed,
  ledger: ReleaseLedger,
): ReleaseRecord {
  const told = new Set(ledger.equations.map((equation) => JSON.stringify(equation)));
  const fresh = cells.filter(({ key }) => !ledger.frozen.has(key));
  const added = figures.filter(
    (figure) =>
      !(figure.reason !== null && FREE_OF_DATA.has(figure.reason)) && !isTold(figure, ledger),
  );
  return {
    frozen: fresh
      .filter(({ key }) => printable.has(key))
      .map((cell) => ({ cell, published: published.has(cell.key) })),
    hidden: fresh.filter(({ key }) => !printable.has(key) && !ledger.hidden.has(key)),
    equations: equations.filter((equation) => !told.has(JSON.stringify(equation))),
    figures: added,
    ...(ledger.correction && { revised }),
    ...(amendable.size > 0 && {
      amendable: added.map(figureKey).filter((key) => amendable.has(key)),
    }),
  };
}

/** A figure is told once, but for what a correction changes, or a late table that has come. */
function isTold(
  figure: ReleasedFigure,
  { figures, amendable, correction }: ReleaseLedger,
): boolean {
  const key = figureKey(figure);
  const before = figures.get(key);
  const isOnce = correction === undefined && !amendable.has(key);
  return isOnce ? before !== undefined : isDeepStrictEqual(before, figure);
}
