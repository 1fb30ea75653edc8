import type { Cell, Equation } from '#lib/privacy/cell.ts';
import { monthLabel } from '#lib/units/calendar.ts';
import type { CellRow } from '../facts/cells/cell-row.ts';
import { type CellRules, cellOfRow } from '../facts/cells/cells-of-rows.ts';
import { complementOf, countCell, equation } from '../facts/cells/derived-cells.ts';
import type { MeasureContext } from '../metric.ts';
import { latestClosedMonth } from './facts.ts';

/** What stands behind the quick formula, over the six latest closed months. */
export interface HalfYearCells {
  readonly customers: Cell;
  readonly orders: Cell;
  readonly netSales: Cell;
  readonly contribution: Cell;
  /** Distinct customers active at the start of one of the months: those who lapsed since, and the others. */
  readonly base: Cell;
  readonly lapsed: Cell;
  readonly kept: Cell;
  readonly equation: Equation;
}

/** Null where nobody ordered. Nobody lapses twice in six months: six silent months lie between. */
export function halfYearCells(
  rows: { readonly lapses: readonly CellRow[]; readonly halfYear: readonly CellRow[] },
  context: MeasureContext,
): HalfYearCells | null {
  const month = latestClosedMonth(context);
  const period = monthLabel(month, context.fiscal);
  const rules = (kind: Cell['kind'], signed = false): CellRules => ({
    kind,
    signed,
    behavioural: false,
    countMeasure: kind === 'count' ? null : 'half-year-customers',
    label: () => period,
  });
  const cellAt = (measure: string, as: CellRules): Cell | null => {
    const row = rows.halfYear.find((each) => each.measure === measure);
    return row ? cellOfRow(row, as) : null;
  };
  const customers = cellAt('half-year-customers', rules('count'));
  const orders = cellAt('half-year-orders', rules('sum'));
  const netSales = cellAt('half-year-net-sales', rules('sum', true));
  const contribution = cellAt('half-year-contribution', rules('sum', true));
  if (!customers || !orders || !netSales || !contribution) return null;
  return {
    ...{ customers, orders, netSales, contribution },
    ...lapseCells(rows.lapses, { month, period }),
  };
}

function lapseCells(
  rows: readonly CellRow[],
  { month, period }: { readonly month: number; readonly period: string },
): Pick<HalfYearCells, 'base' | 'lapsed' | 'kept' | 'equation'> {
  const count = (measure: string, customers: number) =>
    countCell({ measure, period, scope: {} }, customers, false);
  const baseRow = rows.find((row) => row.measure === 'half-year-base' && row.period === month);
  const base = count('half-year-base', baseRow?.customers ?? 0);
  const lapsed = count(
    'half-year-lapsed',
    rows
      .filter(({ measure }) => measure === 'lapsed-customers')
      .reduce((sum, { customers }) => sum + customers, 0),
  );
  const kept = complementOf(base, lapsed, 'half-year-kept');
  return { base, lapsed, kept, equation: equation(base, lapsed, kept) };
}
