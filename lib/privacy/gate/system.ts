import { isDeepStrictEqual } from 'node:util';
import type { Cell, CellKey, Equation } from '../cell.ts';
import { connectedSets } from './connected-sets.ts';
import { checkCell, checkEquation } from './consistency.ts';
import type { Row } from './linear-program.ts';
import type { Doubt } from './primary.ts';
import { GateRefusal } from './verdict.ts';

/** Everything one release could tell: all cells, how they add up, and which of them may be printed. */
export interface CellSystem {
  readonly cells: readonly Cell[];
  readonly equations: readonly Equation[];
  /** Cells some figure would show. All others are hidden: never printed, but implied by the equations. */
  readonly printable: ReadonlySet<CellKey>;
  /** Printable cells of earlier releases: `true` are known to readers, `false` were withheld and stay so. */
  readonly frozen?: ReadonlyMap<CellKey, boolean>;
  /** Hidden cells that are sensitive whatever the rules say of them, with the doubt they must be left in. */
  readonly differences?: ReadonlyMap<CellKey, Doubt>;
}

/** Cells that equations tie together; nothing about them follows from any other component. */
export interface Component {
  readonly cells: readonly Cell[];
  /** Over the positions of `cells`, as `parts - total = 0`. */
  readonly rows: readonly Row[];
}

/** A checked system in a fixed order: the same input in any order gives the same value. */
export interface OrderedSystem {
  readonly cells: ReadonlyMap<CellKey, Cell>;
  readonly components: readonly Component[];
  readonly printable: ReadonlySet<CellKey>;
  readonly frozen: ReadonlyMap<CellKey, boolean>;
  readonly differences: ReadonlyMap<CellKey, Doubt>;
  /** For each cell the sums and the count of the same customers, itself included. */
  readonly twins: ReadonlyMap<CellKey, readonly CellKey[]>;
}

/**
 * Merges, checks and splits the cells of all metrics of a run.
 *
 * Throws a `GateRefusal`: NOT_A_WHOLE_NUMBER, INCONSISTENT_CELL, INCONSISTENT_EQUATION or UNKNOWN_CELL.
 */
export function orderSystem(system: CellSystem): OrderedSystem {
  const cells = mergeCells(system.cells);
  for (const key of system.printable) requireCell(key, cells);
  for (const equation of system.equations) checkEquation(equation, cells);
  const keys = [...cells.keys()];
  const position = new Map(keys.map((key, index) => [key, index]));
  const at = (key: CellKey): number => position.get(key) ?? -1;
  const whole = withoutPartial(system.equations);
  const rows = distinctRows(whole.map((equation) => rowOf(equation, at)));
  const ordered = [...cells.values()];
  return {
    cells,
    components: components(ordered, rows),
    printable: system.printable,
    frozen: system.frozen ?? new Map(),
    differences: system.differences ?? new Map(),
    twins: twins(ordered, at),
  };
}

function mergeCells(cells: readonly Cell[]): ReadonlyMap<CellKey, Cell> {
  const merged = new Map<CellKey, Cell>();
  for (const cell of cells.toSorted((a, b) => compareText(a.key, b.key))) {
    checkCell(cell);
    const same = merged.get(cell.key);
    if (same && !isDeepStrictEqual(same, cell)) throw new GateRefusal('INCONSISTENT_CELL');
    merged.set(cell.key, cell);
  }
  for (const { countKey } of merged.values()) {
    if (countKey !== null && requireCell(countKey, merged).kind !== 'count')
      throw new GateRefusal('INCONSISTENT_CELL');
  }
  return merged;
}

function requireCell(key: CellKey, cells: ReadonlyMap<CellKey, Cell>): Cell {
  const cell = cells.get(key);
  if (cell === undefined) throw new GateRefusal('UNKNOWN_CELL');
  return cell;
}

export const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/**
 * Leaves out an equation whose parts another of the same total has too, and more. The parts it lacks are empty, and
 * that they are is for no reader to know: a member of a scheme without customers is not seen to be missing.
 */
function withoutPartial(equations: readonly Equation[]): Equation[] {
  const byTotal = new Map<CellKey, ReadonlySet<CellKey>[]>();
  for (const { total, parts } of equations) {
    const others = byTotal.get(total) ?? [];
    byTotal.set(total, [...others, new Set(parts)]);
  }
  return equations.filter(({ total, parts }) => {
    const size = new Set(parts).size;
    const wider = (byTotal.get(total) ?? []).filter((other) => other.size > size);
    return !wider.some((other) => parts.every((part) => other.has(part)));
  });
}

/** A cell that occurs twice has one column with both coefficients; one that cancels out has none. */
function rowOf({ total, parts }: Equation, at: (key: CellKey) => number): Row {
  const coefficients = new Map([[at(total), -1]]);
  for (const part of parts) coefficients.set(at(part), (coefficients.get(at(part)) ?? 0) + 1);
  const entries = [...coefficients].filter(([, value]) => value !== 0).sort(([a], [b]) => a - b);
  return {
    columns: entries.map(([column]) => column),
    coefficients: entries.map(([, value]) => value),
  };
}

function distinctRows(rows: readonly Row[]): Row[] {
  const byText = new Map(rows.map((row) => [JSON.stringify([row.columns, row.coefficients]), row]));
  return [...byText]
    .filter(([, row]) => row.columns.length > 0)
    .sort(([a], [b]) => compareText(a, b))
    .map(([, row]) => row);
}

function components(cells: readonly Cell[], rows: readonly Row[]): Component[] {
  const sets = connectedSets(
    cells.length,
    rows.map((row) => row.columns),
  );
  const place = new Map(
    sets.flatMap((set, home) => set.map((cell, local) => [cell, { home, local }])),
  );
  const homes = sets.map((): Row[] => []);
  for (const { columns, coefficients } of rows) {
    const places = columns.map((column) => place.get(column) ?? { home: -1, local: -1 });
    homes[places[0]?.home ?? -1]?.push({ columns: places.map(({ local }) => local), coefficients });
  }
  return sets.map((set, home) => ({
    cells: set.flatMap((cell) => cells[cell] ?? []),
    rows: homes[home] ?? [],
  }));
}

function twins(
  cells: readonly Cell[],
  at: (key: CellKey) => number,
): ReadonlyMap<CellKey, readonly CellKey[]> {
  const links = cells.map((cell, index) =>
    cell.countKey === null ? [index] : [index, at(cell.countKey)],
  );
  const groups = connectedSets(cells.length, links).map((group) =>
    group.flatMap((index) => cells[index]?.key ?? []),
  );
  return new Map(groups.flatMap((group) => group.map((key) => [key, group] as const)));
}
