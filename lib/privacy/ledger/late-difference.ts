import { type Cell, type CellKey, cellKey, type Equation } from '../cell.ts';
import type { Doubt } from '../gate/primary.ts';
import { GateRefusal } from '../gate/verdict.ts';
import type { DisclosurePolicy } from '../policy.ts';

/** An equation that balances, and what has come late for it. */
export interface Balanced {
  readonly equation: Equation;
  readonly late: { readonly cell: Cell; readonly doubt: Doubt } | null;
}

/**
 * What of a total is in none of its parts, since some of them stand as an earlier release printed them. The ledger
 * knows no person, so late rows, corrections and erasures are taken for those of one customer: a count must stay open
 * by k either way, a sum by all of the difference. Throws a `GateRefusal` UNKNOWN_CELL.
 */
export function differenceOf(
  equation: Equation,
  cellOf: (key: CellKey) => Cell | undefined,
  { k }: DisclosurePolicy,
): Balanced {
  const known = (key: CellKey): Cell => {
    const cell = cellOf(key);
    if (cell === undefined) throw new GateRefusal('UNKNOWN_CELL');
    return cell;
  };
  const sum = equation.parts.reduce((parts, key) => parts + BigInt(known(key).total), 0n);
  const { kind, total, scope, period } = known(equation.total);
  const difference = Number(BigInt(total) - sum);
  if (difference === 0) return { equation, late: null };
  const key = cellKey(`late ${JSON.stringify([equation.total, ...equation.parts])}`, period, scope);
  const size = Math.abs(difference);
  const distance = kind === 'count' ? k : size;
  const cell: Cell = {
    key,
    measure: 'late',
    period,
    scope,
    kind: 'sum',
    customers: 1,
    total: difference,
    largest: [size, 0],
    absolute: size,
    signed: true,
    behavioural: false,
    countKey: null,
  };
  return {
    equation: { total: equation.total, parts: [...equation.parts, key] },
    late: { cell, doubt: { down: distance, up: distance } },
  };
}
