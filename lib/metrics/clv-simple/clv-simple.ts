import type { Cell } from '#lib/privacy/cell.ts';
import type { Figure, NaReason, Unit } from '#lib/privacy/figure.ts';
import type { Measured } from '#lib/privacy/report.ts';
import { weekLabel } from '#lib/units/calendar.ts';
import type { CellRow } from '../facts/cells/cell-row.ts';
import { cellKeys, figure, ratio } from '../figures.ts';
import type { MeasureContext } from '../metric.ts';
import { latestClosedMonth } from './facts.ts';
import { simpleLifetimeValue } from './formula.ts';
import { type HalfYearCells, halfYearCells } from './half-year-cells.ts';
import { type MonthlyChurn, monthlyChurn } from './monthly-churn.ts';

/** The quick formula over the six latest closed months, and its four parts; everyone only. */
export function simpleValue(
  rows: { readonly lapses: readonly CellRow[]; readonly halfYear: readonly CellRow[] },
  context: MeasureContext,
): Measured {
  const cells = halfYearCells(rows, context);
  if (!cells) return { figures: [], cells: [], equations: [] };
  const churn = monthlyChurn(rows.lapses, latestClosedMonth(context));
  const { equation, ...own } = cells;
  return {
    figures: partsOf(cells, churn, context).map((part) => partFigure(part, cells, context)),
    cells: Object.values(own),
    equations: [equation],
  };
}

interface Part {
  readonly options: string;
  readonly unit: Unit;
  readonly value: number | null;
  readonly reason: NaReason;
  readonly cells: readonly Cell[];
}

function partsOf(
  { orders, netSales, contribution, base, lapsed, kept }: HalfYearCells,
  months: MonthlyChurn | null,
  { marginBasis, margin: assumed }: MeasureContext,
): Part[] {
  const apv = ratio(netSales.total, orders.total);
  const frequency = months && ratio(orders.total, months.activeMonths);
  const margin = marginBasis === 'costs' ? ratio(contribution.total, netSales.total) : assumed;
  const earned = marginBasis === 'costs' ? [contribution, netSales] : [];
  const people = [lapsed, kept, base];
  const noValue = valueReason({ apv, margin, months });
  return [
    {
      options: '',
      unit: 'money',
      value:
        apv === null || margin === null || frequency === null || months === null
          ? null
          : simpleLifetimeValue({ apv, purchaseFrequency: frequency, churn: months.churn, margin }),
      reason: noValue,
      cells: [netSales, orders, ...people, ...earned],
    },
    part('apv', 'money', { value: apv, reason: 'no_customers', cells: [netSales, orders] }),
    part('purchase-frequency', 'ratio', { value: frequency, reason: 'unripe', cells: [orders] }),
    part('churn', 'share', { value: months?.churn ?? null, reason: 'unripe', cells: people }),
    part('margin', 'share', { value: margin, reason: 'not_positive', cells: earned }),
  ];
}

const part = (name: string, unit: Unit, rest: Pick<Part, 'value' | 'reason' | 'cells'>): Part => ({
  options: `part=${name}`,
  unit,
  ...rest,
});

/** The first part that is missing says why the product is. */
function valueReason(parts: {
  readonly apv: number | null;
  readonly margin: number | null;
  readonly months: MonthlyChurn | null;
}): NaReason {
  if (parts.apv === null) return 'no_customers';
  if (parts.months === null) return 'unripe';
  return parts.margin === null ? 'not_positive' : 'no_churn';
}

const partFigure = (
  { options, unit, value, reason, cells }: Part,
  { customers }: HalfYearCells,
  { week }: MeasureContext,
): Figure =>
  figure({
    name: { metric: 'clv-simple', options, period: weekLabel(week), scope: {} },
    unit,
    value,
    reason,
    // An assumed margin is about no one.
    customers: cells.length === 0 ? 0 : customers.customers,
    cells: cellKeys(...cells),
  });
