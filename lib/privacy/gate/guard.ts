import type { CellKey } from '../cell.ts';
import { isWhole } from './alternative.ts';
import { type Attacker, attackersOf } from './attacker.ts';
import { Audit, type Open } from './audit.ts';
import type { Solver } from './linear-program.ts';
import type { Doubt } from './primary.ts';
import { Search } from './search.ts';
import type { Component, OrderedSystem } from './system.ts';
import type { Withholding } from './withholding.ts';
import { withinReach } from './within-reach.ts';

/** A component that has something to hide, with whoever looks for it. */
export interface Guarded {
  readonly component: Component;
  readonly attackers: readonly Attacker[];
  readonly search: Search;
  readonly audit: Audit;
}

/**
 * Guards every component that could give a sensitive cell away, counts before sums, for as long as `use`
 * runs. A component without equations, without a sensitive cell, or without a newly printed one gives nothing away.
 */
export function whileGuarding<Result>(
  { components, printable, frozen, differences }: OrderedSystem,
  { doubts, solver }: { readonly doubts: ReadonlyMap<CellKey, Doubt>; readonly solver: Solver },
  use: (guarded: readonly Guarded[]) => Result,
): Result {
  const guarded: Guarded[] = [];
  const searches: Search[] = [];
  try {
    for (const component of components.toSorted(
      (a, b) => Number(isWhole(b)) - Number(isWhole(a)),
    )) {
      const suspects = attackersOf(component, { doubts, differences }).filter(
        ({ targets }) => targets.length > 0,
      );
      const tells =
        component.rows.length > 0 &&
        component.cells.some(({ key }) => printable.has(key) && !frozen.has(key));
      if (!tells || suspects.length === 0) continue;
      const search = new Search(component, solver);
      searches.push(search);
      const isTold = (key: CellKey) => frozen.get(key) === true;
      const attackers = component.cells.some(({ key }) => isTold(key))
        ? suspects.map((attacker) => withinReach(attacker, { component, search, isTold }))
        : suspects;
      guarded.push({
        component,
        attackers,
        search,
        audit: new Audit(attackers, search),
      });
    }
    return use(guarded);
  } finally {
    for (const search of searches) search.dispose();
  }
}

export const openCells = ({ component }: Guarded, withholding: Withholding): Open =>
  component.cells.map(({ key }) => withholding.isOpen(key));
