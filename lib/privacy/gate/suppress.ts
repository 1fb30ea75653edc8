import { type Guarded, openCells } from './guard.ts';
import type { Row } from './linear-program.ts';
import { CLOSED_PRICE, OPEN_PRICE, type Prices, type Question } from './search.ts';
import { GateRefusal } from './verdict.ts';
import type { Withholding } from './withholding.ts';

/** How much dearer it is to withhold a total than one of its parts; a total of totals is dearer again. */
const TOTAL_WEIGHT = 4;

/**
 * Withholds further cells until no sensitive one can be worked out. For each target it looks for the
 * cheapest alternative table in which the target is far enough away; whatever differs there is withheld.
 * Kelly, Golden and Assad (1992); Fischetti and Salazar (2000). Withholding only ever widens what another
 * target could be, in this component and in those of its twins, so one pass over all components is enough.
 *
 * Throws a `GateRefusal` AUDIT_FAILED when a target stays exposed even with everything withheld.
 */
export function suppress(guarded: Guarded, withholding: Withholding): void {
  for (const attacker of guarded.attackers) {
    for (const target of attacker.targets) {
      if (guarded.audit.isProven(target, openCells(guarded, withholding))) continue;
      const prices = pricesOf(guarded, withholding);
      hide(guarded, { attacker, target, prices }, withholding);
    }
  }
}

function hide(guarded: Guarded, question: Question, withholding: Withholding): void {
  const { component, audit, search } = guarded;
  const alternative = search.find(question);
  if (!alternative) throw new GateRefusal('AUDIT_FAILED');
  for (const cell of alternative.moved) {
    const key = component.cells[cell]?.key;
    if (key !== undefined && !withholding.isOpen(key)) withholding.withhold(key);
  }
  audit.remember(alternative, question.attacker, openCells(guarded, withholding));
}

/**
 * What a reader loses with a cell grows slowly with its customers, and holds for each cell that would be lost
 * with it; open cells are lost already.
 */
function pricesOf(guarded: Guarded, withholding: Withholding): Prices {
  const { cells, rows } = guarded.component;
  const open = openCells(guarded, withholding);
  const levels = levelsOf(cells.length, rows);
  return cells.map(({ key, customers }, i) => {
    if (open[i]) return OPEN_PRICE;
    if (withholding.isFrozen(key)) return CLOSED_PRICE;
    const lost = withholding.twins(key).filter((twin) => !withholding.isOpen(twin)).length;
    return Math.max(1, lost) * Math.log2(2 + customers) * TOTAL_WEIGHT ** (levels[i] ?? 0);
  });
}

const MOST_LEVELS = 4;

/** How many sums lie under each cell: 0 for a cell that is no total, 2 for a total of totals. */
function levelsOf(size: number, rows: readonly Row[]): number[] {
  const levels = Array.from({ length: size }, () => 0);
  const sums = rows.map(({ columns, coefficients }) => ({
    totals: columns.filter((_, i) => (coefficients[i] ?? 0) < 0),
    parts: columns.filter((_, i) => (coefficients[i] ?? 0) > 0),
  }));
  for (let round = 0; round < MOST_LEVELS; round += 1) {
    for (const { totals, parts } of sums) {
      const above = 1 + Math.max(...parts.map((part) => levels[part] ?? 0));
      for (const total of totals)
        levels[total] = Math.min(MOST_LEVELS, Math.max(levels[total] ?? 0, above));
    }
  }
  return levels;
}
