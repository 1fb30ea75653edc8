import type { CellRow } from '../facts/cells/cell-row.ts';

/** Six closed months of an active base. */
export interface MonthlyChurn {
  /** Mean of the six months' lapsed customers / customers at start. */
  readonly churn: number;
  /** Customers at the end of each month, summed: what orders per active customer and month divide by. */
  readonly activeMonths: number;
}

const MONTHS = [5, 4, 3, 2, 1, 0];

/** Null while history does not reach back to the oldest month a lapse can start in: too few would seem lost. */
export function monthlyChurn(rows: readonly CellRow[], month: number): MonthlyChurn | null {
  const count = (measure: string, period: number): number =>
    rows.find((row) => row.measure === measure && row.period === period)?.customers ?? 0;
  const months = MONTHS.map((back) => ({
    start: count('customers-at-start', month - back),
    end: count('customers-at-end', month - back),
    lapsed: count('lapsed-customers', month - back),
  }));
  if (count('oldest-month', month) === 0 || months.some(({ start }) => start === 0)) return null;
  return {
    churn: months.reduce((sum, { start, lapsed }) => sum + lapsed / start, 0) / months.length,
    activeMonths: months.reduce((sum, { end }) => sum + end, 0),
  };
}
