import type { Cell } from '../cell.ts';
import type { DisclosurePolicy } from '../policy.ts';
import { type Guarded, openCells } from './guard.ts';
import type { Row } from './linear-program.ts';
import { smallestGroup } from './smallest-group.ts';
import type { Withholding } from './withholding.ts';

/**
 * An equation whose open parts are together about too few or too dominant customers: a printed total less its printed
 * parts is their sum, and one of those in it knows what they gave. SDC Handbook 2nd ed., ch. 4 (singleton pairs).
 * Equations in which nothing more can be withheld are passed over.
 */
export function exposedResidual(
  guarded: Guarded,
  withholding: Withholding,
  policy: DisclosurePolicy,
): Row | undefined {
  const { cells, rows } = guarded.component;
  const open = openCells(guarded, withholding);
  return rows.find((row) => {
    if (row.columns.some((column, i) => (row.coefficients[i] ?? 0) < 0 && open[column]))
      return false;
    const hidden = row.columns.filter((column) => open[column]).flatMap((at) => cells[at] ?? []);
    return isExposed(hidden, policy) && mayWithhold(guarded, row, withholding).length > 0;
  });
}

/** Contributors of different parts of a total are different customers, or else fewer than these. */
function isExposed(hidden: readonly Cell[], policy: DisclosurePolicy): boolean {
  const { dominancePercent } = policy;
  const customers = hidden.reduce((sum, cell) => sum + cell.customers, 0);
  if (customers === 0) return false;
  if (hidden.some((cell) => customers < smallestGroup(cell, policy))) return true;
  const [first = 0, second = 0] = hidden.flatMap(({ largest }) => largest).sort((a, b) => b - a);
  const absolute = hidden.reduce((sum, cell) => sum + cell.absolute, 0);
  const isSum = hidden.some(({ kind }) => kind === 'sum');
  return isSum && absolute - first - second < (dominancePercent / 100) * first;
}

/** Withholds printed cells, fewest customers first, until no residual is exposed. */
export function hideResiduals(
  guarded: readonly Guarded[],
  withholding: Withholding,
  policy: DisclosurePolicy,
): void {
  // What is withheld with a cell may expose a residual of its own, in this component or in another.
  for (let exposed = firstExposed(guarded, withholding, policy); exposed !== undefined; ) {
    withholding.withhold(exposed.key);
    exposed = firstExposed(guarded, withholding, policy);
  }
}

/** The cell to withhold for the first exposed residual. */
function firstExposed(
  guarded: readonly Guarded[],
  withholding: Withholding,
  policy: DisclosurePolicy,
): Cell | undefined {
  for (const home of guarded) {
    const row = exposedResidual(home, withholding, policy);
    const cells = row === undefined ? [] : mayWithhold(home, row, withholding);
    const [cheapest] = cells.sort((a, b) => a.customers - b.customers);
    if (cheapest !== undefined) return cheapest;
  }
  return undefined;
}

const mayWithhold = ({ component }: Guarded, row: Row, withholding: Withholding): Cell[] =>
  row.columns
    .flatMap((column) => component.cells[column] ?? [])
    .filter(({ key }) => !withholding.isOpen(key) && !withholding.isFrozen(key));
