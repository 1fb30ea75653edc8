import type { CellKey } from '../cell.ts';
import { isWhole } from './alternative.ts';
import { type Attacker, attackersOf } from './attacker.ts';
import { Audit, type Open } from './audit.ts';
import type { Solver } from './linear-program.ts';
import type { Doubt } from './primary.ts';
import { Search } from './search.ts';
import type { Component, OrderedSystem } from './system.ts';
import type { Withholding } from './withholding.ts';

/** A component that has something to hide, with whoever looks for it. */
export interface Guarded {
  readonly component: Component;
  readonly attackers: readonly Attacker[];
  readonly search: Search;
  readonly audit: Audit;
}

/**
 * Guards every component that could give a sensitive cell away, counts before sums, for as long as `use`
 * runs. A component without equations, without a sensitive cell, or without a printed one gives nothing away.
 */
export function whileGuarding<Result>(
  { components, printable }: OrderedSystem,
  { doubts, solver }: { readonly doubts: ReadonlyMap<CellKey, Doubt>; readonly solver: Solver },
  use: (guarded: readonly Guarded[]) => Result,
): Result {
  const guarded: Guarded[] = [];
  try {
    for (const component of components.toSorted(
      (a, b) => Number(isWhole(b)) - Number(isWhole(a)),
    )) {
      const attackers = attackersOf(component, doubts).filter(({ targets }) => targets.length > 0);
      const tells =
        component.rows.length > 0 && component.cells.some(({ key }) => printable.has(key));
      if (!tells || attackers.length === 0) continue;
      const search = new Search(component, solver);
      guarded.push({ component, attackers, search, audit: new Audit(attackers, search) });
    }
    return use(guarded);
  } finally {
    for (const { search } of guarded) search.dispose();
  }
}

export const openCells = ({ component }: Guarded, withholding: Withholding): Open =>
  component.cells.map(({ key }) => withholding.isOpen(key));
