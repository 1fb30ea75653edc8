import type { Cell, CellKey } from '../cell.ts';
import type { DisclosurePolicy } from '../policy.ts';
import { type Guarded, openCells } from './guard.ts';
import type { Doubt } from './primary.ts';
import { exposedResidual } from './residual.ts';
import { compareText, type OrderedSystem } from './system.ts';
import type { Withholding } from './withholding.ts';

/** Columns solved for, after which no more cells are given back: withholding more is always safe. */
const WORK_LIMIT = 400_000;

/**
 * Publishes again what was withheld for the sake of others and proved not to be needed, most customers
 * first, one group of twins at a time, each only if every component it touches still passes its audit.
 */
export function giveBack(
  candidates: readonly Cell[],
  { guarded, policy }: { readonly guarded: readonly Guarded[]; readonly policy: DisclosurePolicy },
  withholding: Withholding,
): void {
  const homes = new Map(
    guarded.flatMap((home) => home.component.cells.map(({ key }) => [key, home] as const)),
  );
  const ordered = candidates.toSorted(
    (a, b) => b.customers - a.customers || compareText(a.key, b.key),
  );
  for (const { key } of ordered) {
    if (workOf(guarded) > WORK_LIMIT) return;
    if (!withholding.isOpen(key)) continue;
    const touched = new Set(withholding.twins(key).flatMap((twin) => homes.get(twin) ?? []));
    withholding.giveBack(key);
    const isSafe = (home: Guarded): boolean =>
      exposedResidual(home, withholding, policy) === undefined &&
      home.audit.isSafe(openCells(home, withholding));
    if (![...touched].every(isSafe)) withholding.withhold(key);
  }
}

const workOf = (guarded: readonly Guarded[]): number =>
  guarded.reduce((work, { search }) => work + search.work, 0);

/** Cells withheld only to protect others: none of their twins is sensitive itself, or was withheld before. */
export function secondaryCells(
  { cells, printable, frozen }: OrderedSystem,
  withholding: Withholding,
  sensitive: ReadonlyMap<CellKey, Doubt>,
): Cell[] {
  return [...cells.values()].filter(
    ({ key }) =>
      printable.has(key) &&
      withholding.isOpen(key) &&
      !withholding.twins(key).some((twin) => sensitive.has(twin) || frozen.get(twin) === false),
  );
}
