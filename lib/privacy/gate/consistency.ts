import type { Cell, CellKey, Equation } from '../cell.ts';
import { type DisclosurePolicy, POLICY_FLOOR } from '../policy.ts';
import { GateRefusal } from './verdict.ts';

/** Refuses a policy below the floors of the code, or one that is not made of usable numbers. */
export function checkPolicy(policy: DisclosurePolicy): void {
  const sound =
    Number.isSafeInteger(policy.k) &&
    policy.k >= POLICY_FLOOR.k &&
    policy.surveyRespondents >= POLICY_FLOOR.surveyRespondents &&
    Number.isFinite(policy.dominancePercent) &&
    policy.dominancePercent >= POLICY_FLOOR.dominancePercent &&
    policy.solverSeconds > 0;
  if (!sound) throw new GateRefusal('POLICY_BELOW_FLOOR');
}

/** Refuses a cell whose numbers contradict each other: rules that read them would judge the wrong cell. */
export function checkCell(cell: Cell): void {
  const [first, second] = cell.largest;
  const numbers = [cell.customers, cell.total, cell.absolute, first, second];
  if (!numbers.every(Number.isSafeInteger)) throw new GateRefusal('NOT_A_WHOLE_NUMBER');
  const ordered = cell.customers >= 0 && first >= second && second >= 0;
  const bounded = Math.abs(cell.total) <= cell.absolute && first + second <= cell.absolute;
  const positive = cell.signed || cell.total === cell.absolute;
  const counted = cell.kind === 'sum' || (cell.total === cell.customers && !cell.signed);
  if (!(ordered && bounded && positive && counted)) throw new GateRefusal('INCONSISTENT_CELL');
}

/** Refuses an equation whose parts do not add up to its total, to the last unit. */
export function checkEquation(equation: Equation, cells: ReadonlyMap<CellKey, Cell>): void {
  const total = (key: CellKey): bigint => {
    const cell = cells.get(key);
    if (cell === undefined) throw new GateRefusal('UNKNOWN_CELL');
    return BigInt(cell.total);
  };
  const sum = equation.parts.reduce((parts, key) => parts + total(key), 0n);
  if (sum !== total(equation.total)) throw new GateRefusal('INCONSISTENT_EQUATION');
}
