import type { Cell } from '#lib/privacy/cell.ts';
import type { Figure, FigureName, NaReason } from '#lib/privacy/figure.ts';
import type { Measured } from '#lib/privacy/report.ts';
import { monthLabel } from '#lib/units/calendar.ts';
import type { CellRow } from '../facts/cells/cell-row.ts';
import { POINTS_WINDOW, type PointsCells, pointsCells } from '../facts/loyalty/points-cohorts.ts';
import { type StockRules, stockCells } from '../facts/stocks/stock-cells.ts';
import { cellKeys, figure, ratio, totalFigure } from '../figures.ts';
import type { MeasureContext } from '../metric.ts';

/** What one point is worth at a month close, in minor units. */
export interface PointValue {
  readonly month: number;
  readonly value: number;
}

interface LiabilityRows {
  readonly outstanding: readonly CellRow[];
  readonly cohorts: readonly CellRow[];
  readonly values: readonly PointValue[];
}

/**
 * What the points outstanding at the month closes are expected to cost, in minor units: breakage is that of the cohort
 * whose window ends at the same close. Without breakage (`part=gross`) it is what they would cost if all were used.
 */
export function pointsLiability(rows: LiabilityRows, context: MeasureContext): Measured {
  const stocks = stockCells(rows.outstanding, stockRules, context);
  const points = pointsCells(rows.cohorts, context);
  const closes = [context.month, context.priorMonth, context.yearAgoMonth].flatMap((month) => {
    const outstanding = stocks.at('points-outstanding', month);
    const value = rows.values.find((listed) => listed.month === month)?.value ?? null;
    return outstanding ? [{ month, outstanding, value }] : [];
  });
  return {
    figures: closes.flatMap((close) => figuresAt(close, points, context)),
    cells: [...stocks.cells, ...points.cells],
    equations: [...stocks.equations, ...points.equations],
  };
}

/** Expected cost of points: outstanding less what will be lost, at the value of a point. */
export const liabilityOf = (
  outstanding: number,
  { breakage, value }: { readonly breakage: number; readonly value: number },
): number => outstanding * (1 - breakage) * value;

const stockRules = (measure: string): StockRules => ({
  kind: measure === 'points-holders' ? 'count' : 'sum',
  signed: false,
  behavioural: false,
  countMeasure: measure === 'points-holders' ? null : 'points-holders',
});

interface Close {
  readonly month: number;
  readonly outstanding: Cell;
  /** Null where no value of a point was delivered. */
  readonly value: number | null;
}

function figuresAt(
  { month, outstanding, value }: Close,
  points: PointsCells,
  { fiscal }: MeasureContext,
): Figure[] {
  const period = monthLabel(month, fiscal);
  const name = (options: string) => ({ metric: 'points-liability', options, period, scope: {} });
  const cohort = month - POINTS_WINDOW;
  const lost = points.at('points-expired', cohort);
  const issued = points.at('points-issued', cohort);
  const kept = points.at('points-not-expired', cohort);
  const breakage = lost && issued ? ratio(lost.total, issued.total) : null;
  const behind = [outstanding, lost, issued, kept].filter((cell) => cell !== null);
  const unknown = points.cohorts.includes(cohort) ? 'unripe' : 'no_customers';
  return [
    costFigure(name(''), { value, breakage, missing: unknown, behind }),
    costFigure(name('part=gross'), {
      value,
      breakage: 0,
      missing: 'missing_input',
      behind: [outstanding],
    }),
    totalFigure(name('part=outstanding'), 'count', outstanding),
  ];
}

interface Cost {
  readonly value: number | null;
  readonly breakage: number | null;
  /** Why there is no breakage. */
  readonly missing: NaReason;
  /** Outstanding points first. */
  readonly behind: readonly Cell[];
}

function costFigure(name: FigureName, { value, breakage, missing, behind }: Cost): Figure {
  const outstanding = behind[0];
  const cost =
    outstanding === undefined || breakage === null || value === null
      ? null
      : Math.round(liabilityOf(outstanding.total, { breakage, value }));
  return figure({
    name,
    unit: 'money',
    value: cost,
    reason: value === null ? 'missing_input' : missing,
    customers: outstanding?.customers ?? 0,
    cells: cellKeys(...behind),
  });
}
