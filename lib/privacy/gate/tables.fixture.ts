import { type Cell, type CellKey, cellKey, type Equation } from '../cell.ts';
import type { Scope } from '../figure.ts';
import { STANDARD_POLICY } from '../policy.ts';
import { protect } from './protect.ts';
import type { CellSystem } from './system.ts';

/** A count of customers in one scope of one week. */
export function countCell(scope: Scope, customers: number, change: Partial<Cell> = {}): Cell {
  const measure = change.measure ?? 'customers';
  return {
    key: cellKey(measure, '2026-W47', scope),
    measure,
    period: '2026-W47',
    scope,
    kind: 'count',
    customers,
    total: customers,
    largest: [Math.min(customers, 1), Math.min(Math.max(customers - 1, 0), 1)],
    absolute: customers,
    signed: false,
    behavioural: false,
    countKey: null,
    ...change,
  };
}

/** A sum over customers who contribute these amounts. */
export function sumCell(
  scope: Scope,
  amounts: readonly number[],
  change: Partial<Cell> = {},
): Cell {
  const measure = change.measure ?? 'spend';
  const sizes = amounts.map(Math.abs).sort((a, b) => b - a);
  return {
    key: cellKey(measure, '2026-W47', scope),
    measure,
    period: '2026-W47',
    scope,
    kind: 'sum',
    customers: amounts.length,
    total: amounts.reduce((sum, amount) => sum + amount, 0),
    largest: [sizes[0] ?? 0, sizes[1] ?? 0],
    absolute: sizes.reduce((sum, size) => sum + size, 0),
    signed: false,
    behavioural: false,
    countKey: null,
    ...change,
  };
}

/** A rows × columns table of one cell each with both margins and the total, everything printable. */
export function twoWayTable<T>(
  inner: readonly (readonly T[])[],
  build: (scope: Scope, members: readonly T[]) => Cell,
): CellSystem {
  const rows = inner.map((_, r) => `r${r}`);
  const columns = (inner[0] ?? []).map((_, c) => `c${c}`);
  const at = (r: number, c: number): T[] => inner[r]?.slice(c, c + 1) ?? [];
  const cells = [
    build({}, inner.flat()),
    ...rows.map((row, r) => build({ row }, inner[r] ?? [])),
    ...columns.map((column, c) =>
      build(
        { column },
        rows.flatMap((_, r) => at(r, c)),
      ),
    ),
    ...rows.flatMap((row, r) => columns.map((column, c) => build({ row, column }, at(r, c)))),
  ];
  const key = keyBy(cells);
  const equations = [
    { total: key({}), parts: rows.map((row) => key({ row })) },
    { total: key({}), parts: columns.map((column) => key({ column })) },
    ...rows.map((row) => ({
      total: key({ row }),
      parts: columns.map((column) => key({ row, column })),
    })),
    ...columns.map((column) => ({
      total: key({ column }),
      parts: rows.map((row) => key({ row, column })),
    })),
  ];
  return allPrintable(cells, equations);
}

export const countTable = (inner: readonly (readonly number[])[]): CellSystem =>
  twoWayTable(inner, (scope, counts) =>
    countCell(
      scope,
      counts.reduce((sum, count) => sum + count, 0),
    ),
  );

export function allPrintable(cells: readonly Cell[], equations: readonly Equation[]): CellSystem {
  return { cells, equations, printable: new Set(cells.map(({ key }) => key)) };
}

const keyBy =
  (cells: readonly Cell[]) =>
  (scope: Scope): CellKey => {
    const { measure, period } = cells[0] ?? { measure: '', period: '' };
    return cellKey(measure, period, scope);
  };

/** What the gate does not publish of a system, as measure and members. */
export async function withheldBy(system: CellSystem): Promise<string[]> {
  const { published } = await protect(system, STANDARD_POLICY);
  return system.cells
    .filter(({ key }) => !published.has(key))
    .map(({ scope, measure }) => [measure, ...Object.values(scope)].join(' '));
}

/** Seeded whole numbers below a bound: Park and Miller's minimal standard generator. */
export function seededNumbers(seed: number): (bound: number) => number {
  let state = seed;
  return (bound) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % bound;
  };
}
