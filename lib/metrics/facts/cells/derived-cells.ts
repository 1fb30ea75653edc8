import { type Cell, type CellKey, cellKey, type Equation } from '#lib/privacy/cell.ts';

type Identity = Pick<Cell, 'measure' | 'period' | 'scope'>;

/** A count of customers as a cell: one each. */
export const countCell = (identity: Identity, customers: number, behavioural: boolean): Cell => ({
  ...identity,
  key: cellKey(identity.measure, identity.period, identity.scope),
  kind: 'count',
  customers,
  total: customers,
  largest: [Math.min(customers, 1), customers > 1 ? 1 : 0],
  absolute: customers,
  signed: false,
  behavioural,
  countKey: null,
});

/** Those of `whole` who are not in `part`: hidden, yet implied by the two. Both are counts. */
export const complementOf = (whole: Cell, part: Cell, measure: string): Cell =>
  countCell(
    { measure, period: part.period, scope: part.scope },
    whole.customers - part.customers,
    part.behavioural,
  );

/** Several groups without a common customer as one cell; `countKey` as for any cell. */
export function unionOf(
  parts: readonly Cell[],
  identity: Identity,
  countKey: CellKey | null,
): Cell {
  const add = (pick: (cell: Cell) => number) => parts.reduce((sum, cell) => sum + pick(cell), 0);
  const [first = 0, second = 0] = parts.flatMap((cell) => cell.largest).sort((a, b) => b - a);
  return {
    ...identity,
    key: cellKey(identity.measure, identity.period, identity.scope),
    kind: parts[0]?.kind ?? 'count',
    customers: add((cell) => cell.customers),
    total: add((cell) => cell.total),
    largest: [first, second],
    absolute: add((cell) => cell.absolute),
    signed: parts.some((cell) => cell.signed),
    behavioural: parts.some((cell) => cell.behavioural),
    countKey,
  };
}

export const equation = (total: Cell, ...parts: readonly Cell[]): Equation => ({
  total: total.key,
  parts: parts.map(({ key }) => key),
});
