import type { Cell, CellKey } from '#lib/privacy/cell.ts';
import type { Figure, FigureName, NaReason, Unit } from '#lib/privacy/figure.ts';

/** A figure without an interval. `value` null needs a reason; NaN and infinities are never figures. */
export interface Estimate {
  readonly name: FigureName;
  readonly unit: Unit;
  readonly value: number | null;
  readonly reason?: NaReason;
  readonly customers: number;
  readonly cells: readonly CellKey[];
  readonly lower?: number;
  readonly upper?: number;
  readonly modelled?: true;
}

export function figure(estimate: Estimate): Figure {
  const { name, unit, value, reason, customers, cells, lower, upper, modelled } = estimate;
  if (value !== null && !Number.isFinite(value)) throw new NotAFigureError(name.metric);
  return {
    ...name,
    unit,
    value,
    reason: value === null ? (reason ?? 'no_customers') : null,
    lower: value === null ? null : (lower ?? null),
    upper: value === null ? null : (upper ?? null),
    customers,
    cells,
    ...(modelled ? { modelled } : {}),
  };
}

/** The total of a cell, as a figure of its own. */
export const totalFigure = (name: FigureName, unit: Unit, cell: Cell): Figure =>
  figure({ name, unit, value: cell.total, customers: cell.customers, cells: cellKeys(cell) });

/** A cell and the count of its customers, which a reader may see beside it. */
export const cellKeys = (...cells: readonly Cell[]): CellKey[] => [
  ...new Set(cells.flatMap(({ key, countKey }) => (countKey === null ? [key] : [key, countKey]))),
];

/** `numerator / denominator`, or null where the denominator is not positive: a reason then stands in its place. */
export const ratio = (numerator: number, denominator: number): number | null =>
  denominator > 0 ? numerator / denominator : null;

/** A computation gave NaN or infinity: a defect of the metric, never a figure. */
export class NotAFigureError extends Error {
  override readonly name = 'NotAFigureError';
  constructor(metric: string) {
    super(`metric "${metric}" computed a value that is not a finite number`);
  }
}
