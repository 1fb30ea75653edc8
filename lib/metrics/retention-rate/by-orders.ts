import type { Cell, Equation } from '#lib/privacy/cell.ts';
import { monthLabel } from '#lib/units/calendar.ts';
import { latestClosedMonth } from '../clv-simple/facts.ts';
import type { CellRow } from '../facts/cells/cell-row.ts';
import { countCell, equation } from '../facts/cells/derived-cells.ts';
import type { MeasureContext } from '../metric.ts';

/** Customers who ordered in the six months up to the start of a month, and how many of them still had at its end. */
export interface OrderMonth {
  readonly period: string;
  readonly start: Cell;
  readonly kept: Cell;
  readonly lapsed: Cell;
  readonly equations: readonly Equation[];
  /**
   * Cells that are not shown here: all who had at the end, whom the quick formula tells of the latest month, and of them
   * those who had not at the start.
   */
  readonly hidden: readonly Cell[];
}

/**
 * The latest month with complete orders and the one before it; none while history does not reach back far enough, for
 * too few would seem lost.
 *
 * @param lapses rows of the quick formula's lapses.
 */
export function orderMonths(
  lapses: readonly CellRow[],
  context: MeasureContext,
): readonly OrderMonth[] {
  const month = latestClosedMonth(context);
  const isOldEnough = customersOf(lapses, 'oldest-month', month) > 0;
  return isOldEnough ? [month, month - 1].flatMap((at) => orderMonth(lapses, at, context)) : [];
}

function orderMonth(
  rows: readonly CellRow[],
  month: number,
  { fiscal }: MeasureContext,
): OrderMonth[] {
  const begins = monthLabel(month - 1, fiscal);
  const period = monthLabel(month, fiscal);
  const count = (measure: string, at: string, customers: number) =>
    countCell(
      { measure: `half-year-customers${measure}`, period: at, scope: {} },
      customers,
      false,
    );
  const before = customersOf(rows, 'customers-at-start', month);
  const after = customersOf(rows, 'customers-at-end', month);
  const gone = customersOf(rows, 'lapsed-customers', month);
  if (before === 0) return [];
  const [start, end] = [count('', begins, before), count('', period, after)];
  const lapsed = count('-lapsed', period, gone);
  const kept = count('-kept', period, before - gone);
  const joined = count('-joined', period, after - before + gone);
  return [
    {
      ...{ period, start, kept, lapsed },
      hidden: [end, joined],
      equations: [equation(start, kept, lapsed), equation(end, kept, joined)],
    },
  ];
}

const customersOf = (rows: readonly CellRow[], measure: string, month: number): number =>
  rows.find((row) => row.measure === measure && row.period === month)?.customers ?? 0;
