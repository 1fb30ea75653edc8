import type { Cell, CellKey } from '../cell.ts';
import type { DisclosurePolicy } from '../policy.ts';
import { smallestGroup } from './smallest-group.ts';
import type { OrderedSystem } from './system.ts';

/** How far below and above its true total a cell must still seem possible, in the cell's own whole units. */
export interface Doubt {
  readonly down: number;
  readonly up: number;
}

/**
 * The cells that tell about too few or too dominant customers, hidden ones included, and the doubt each
 * must be left in. A count whose only fault is a dominated sum of the same customers needs one customer
 * of doubt on each side. What readers know already has none. SDC Handbook 2nd ed., ch. 4.2 (threshold and p %-rule).
 */
export function primaryDoubts(
  { cells, frozen, differences }: Pick<OrderedSystem, 'cells' | 'frozen' | 'differences'>,
  policy: DisclosurePolicy,
): ReadonlyMap<CellKey, Doubt> {
  const doubts = new Map<CellKey, Doubt>();
  for (const cell of undecided(cells, frozen)) {
    const doubt = differences.get(cell.key) ?? ruledDoubt(cell, policy);
    if (doubt) doubts.set(cell.key, doubt);
  }
  for (const { key, countKey } of undecided(cells, frozen)) {
    if (countKey !== null && doubts.has(key) && !doubts.has(countKey) && !frozen.get(countKey))
      doubts.set(countKey, { down: 1, up: 1 });
  }
  return doubts;
}

const ruledDoubt = (cell: Cell, policy: DisclosurePolicy): Doubt | undefined =>
  cell.kind === 'count' ? countDoubt(cell, policy) : sumDoubt(cell, policy);

const undecided = (
  cells: ReadonlyMap<CellKey, Cell>,
  frozen: ReadonlyMap<CellKey, boolean>,
): Cell[] => [...cells.values()].filter(({ key }) => frozen.get(key) !== true);

/** A small count could be anything from 0 to k. What everyone or nobody did is as telling as what few did. */
function countDoubt(cell: Cell, policy: DisclosurePolicy): Doubt | undefined {
  const { customers, behavioural } = cell;
  const k = smallestGroup(cell, policy);
  const small = customers < k && (customers > 0 || behavioural);
  return small ? { down: customers, up: k - customers } : undefined;
}

function sumDoubt(cell: Cell, policy: DisclosurePolicy): Doubt | undefined {
  const { dominancePercent } = policy;
  const [first, second] = cell.largest;
  const protection = (dominancePercent / 100) * first;
  const others = cell.absolute - first - second;
  if (cell.customers === 0) return cell.behavioural ? { down: 0, up: 1 } : undefined;
  if (cell.customers < smallestGroup(cell, policy)) return evenly(protection);
  if (others < protection) return evenly(protection - others);
  return cell.behavioural && isEven(cell) ? { down: 0, up: 1 } : undefined;
}

/** Everyone contributes the same: whoever knows the sum knows what each of them did. */
const isEven = ({ customers, largest, absolute }: Cell): boolean =>
  largest[0] * customers === absolute;

const evenly = (distance: number): Doubt => ({
  down: Math.ceil(distance),
  up: Math.ceil(distance),
});
