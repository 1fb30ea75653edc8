import { periodRate } from '#lib/models/lifetime-value/horizon.ts';
import type { Cell, CellKey, Equation } from '#lib/privacy/cell.ts';
import type { NaReason } from '#lib/privacy/figure.ts';
import { halfYear, lapses, latestClosedMonth } from '../clv-simple/facts.ts';
import { halfYearCells } from '../clv-simple/half-year-cells.ts';
import { monthlyChurn } from '../clv-simple/monthly-churn.ts';
import type { CellRow } from '../facts/cells/cell-row.ts';
import { cellKeys } from '../figures.ts';
import type { LoadFact, MeasureContext } from '../metric.ts';

/** Rows of `lapses` and `halfYear`. */
export interface RetentionRows {
  readonly lapses: readonly CellRow[];
  readonly halfYear: readonly CellRow[];
}

/** What values at constant retention are made of, per fiscal month over the six latest closed ones. */
export interface RetainedMargin {
  /** Contribution per active customer and month in minor units, and the share of them who stay; or why they are not known. */
  readonly months:
    | { readonly margin: number; readonly retention: number }
    | { readonly reason: NaReason };
  /** The yearly discount rate per month. */
  readonly discount: number;
  readonly customers: number;
  readonly keys: readonly CellKey[];
  readonly cells: readonly Cell[];
  readonly equations: readonly Equation[];
}

export const RETENTION_FACTS = [lapses, halfYear] as const;

export const loadRetention = async (load: LoadFact): Promise<RetentionRows> => ({
  lapses: await load(lapses),
  halfYear: await load(halfYear),
});

/** Null where nobody ordered in the six months. */
export function retainedMargin(
  rows: RetentionRows,
  context: MeasureContext,
): RetainedMargin | null {
  const found = halfYearCells(rows, context);
  if (!found) return null;
  const { equation, ...cells } = found;
  const { contribution, base, lapsed, kept, customers } = cells;
  return {
    months: monthsOf(contribution.total, rows.lapses, context),
    discount: periodRate(context.discountRateYear, 12),
    customers: customers.customers,
    keys: cellKeys(contribution, lapsed, kept, base),
    cells: Object.values(cells),
    equations: [equation],
  };
}

function monthsOf(
  contribution: number,
  rows: readonly CellRow[],
  context: MeasureContext,
): RetainedMargin['months'] {
  const months = monthlyChurn(rows, latestClosedMonth(context));
  if (months === null || months.activeMonths === 0) return { reason: 'unripe' };
  if (contribution <= 0) return { reason: 'not_positive' };
  if (months.churn === 0) return { reason: 'no_churn' };
  return { margin: contribution / months.activeMonths, retention: 1 - months.churn };
}
