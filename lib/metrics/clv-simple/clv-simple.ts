import type { Cell } from '#lib/privacy/cell.ts';
import type { Figure, NaReason, Unit } from '#lib/privacy/figure.ts';
import type { Measured } from '#lib/privacy/report.ts';
import { weekLabel } from '#lib/units/calendar.ts';
import type { CellRow } from '../facts/cell-row.ts';
import { cellKeys, figure, ratio } from '../figures.ts';
import type { MeasureContext } from '../metric.ts';
import { latestClosedMonth } from './facts.ts';
import { simpleLifetimeValue } from './formula.ts';
import { halfYearCells } from './half-year-cells.ts';
import { monthlyChurn } from './monthly-churn.ts';

export interface SimpleValueRows {
  readonly lapses: readonly CellRow[];
  readonly halfYear: readonly CellRow[];
}

/** The quick formula over the six latest closed months, with its four parts; everyone only. */
export function simpleValue(rows: SimpleValueRows, context: MeasureContext): Measured {
  const known = halfYearCells(rows, context);
  if (!known) return { figures: [], cells: [], equations: [] };
  const { customers, orders, netSales, contribution, lapsed, kept } = known.cells;
  const { activeMonths, rates } = monthlyChurn(rows.lapses, latestClosedMonth(context));
  const apv = ratio(netSales.total, orders.total);
  const margin = context.marginBasis === 'costs' ? ratio(contribution.total, netSales.total) : context.margin;
}
