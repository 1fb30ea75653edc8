import type { Cell, CellKey, Equation } from '../cell.ts';
import { connectedSets } from '../gate/connected-sets.ts';
import type { Doubt } from '../gate/primary.ts';
import type { CellSystem } from '../gate/system.ts';
import type { DisclosurePolicy } from '../policy.ts';
import { differenceOf } from './late-difference.ts';
import type { ReleaseLedger } from './release-ledger.ts';

/**
 * One system of a release and all before it. A cell that was printable before stands as it stood; what has come late
 * shows as the difference of an equation that no longer balances, a hidden cell of its own that nobody may work out.
 * Equations that no new printable cell is tied to tell nothing new and are left out.
 */
export function linkLedger(
  draft: CellSystem,
  ledger: ReleaseLedger,
  policy: DisclosurePolicy,
): CellSystem {
  const current = new Map(draft.cells.map((cell) => [cell.key, cell]));
  const cellOf = (key: CellKey): Cell | undefined =>
    ledger.frozen.get(key)?.cell ?? current.get(key) ?? ledger.hidden.get(key);
  const fresh = [...draft.printable].filter((key) => !ledger.frozen.has(key));
  const isTold = (key: CellKey): boolean => ledger.frozen.get(key)?.published === true;
  const equations = tiedTo(fresh, distinct([...draft.equations, ...ledger.equations]), isTold);
  const balanced = equations.map((equation) => differenceOf(equation, cellOf, policy));
  const differences = balanced.flatMap(({ late }) => late ?? []);
  const keys = withCounts([...fresh, ...equations.flatMap(keysOf)], cellOf);
  return {
    cells: [...keys.flatMap((key) => cellOf(key) ?? []), ...differences.map(({ cell }) => cell)],
    equations: balanced.map(({ equation }) => equation),
    printable: new Set(keys.filter((key) => draft.printable.has(key) || ledger.frozen.has(key))),
    frozen: new Map(
      keys.flatMap((key) => {
        const known = ledger.frozen.get(key);
        return known === undefined ? [] : [[key, known.published] as const];
      }),
    ),
    differences: new Map<CellKey, Doubt>([
      ...(draft.differences ?? []),
      ...differences.map(({ cell, doubt }) => [cell.key, doubt] as const),
    ]),
  };
}

const keysOf = ({ total, parts }: Equation): readonly CellKey[] => [total, ...parts];

const distinct = (equations: readonly Equation[]): Equation[] => [
  ...new Map(equations.map((equation) => [JSON.stringify(keysOf(equation)), equation])).values(),
];

/**
 * The equations of every component that holds one of these cells. What readers were told ties nothing: what lies behind
 * it follows from it alone.
 */
function tiedTo(
  keys: readonly CellKey[],
  equations: readonly Equation[],
  isTold: (key: CellKey) => boolean,
): readonly Equation[] {
  const open = (equation: Equation): CellKey[] => keysOf(equation).filter((key) => !isTold(key));
  const all = [...new Set(equations.flatMap(open))];
  const position = new Map(all.map((key, index) => [key, index]));
  const at = (key: CellKey): number => position.get(key) ?? -1;
  const wanted = new Set(keys.map(at));
  const sets = connectedSets(
    all.length,
    equations.map((equation) => open(equation).map(at)),
  );
  const reached = new Set(sets.filter((set) => set.some((cell) => wanted.has(cell))).flat());
  return equations.filter((equation) => open(equation).some((key) => reached.has(at(key))));
}

/** A sum is judged beside the count of its customers. */
function withCounts(
  keys: readonly CellKey[],
  cellOf: (key: CellKey) => Cell | undefined,
): CellKey[] {
  const counts = keys.flatMap((key) => cellOf(key)?.countKey ?? []);
  return [...new Set([...keys, ...counts])];
}
