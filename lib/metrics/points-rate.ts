import type { Figure } from '#lib/privacy/figure.ts';
import type { Measured } from '#lib/privacy/report.ts';
import { monthLabel } from '#lib/units/calendar.ts';
import type { CellRow } from './facts/cells/cell-row.ts';
import {
  POINTS_WINDOW,
  type PointsCells,
  type PointsMeasure,
  pointsCells,
} from './facts/loyalty/points-cohorts.ts';
import { cellKeys, figure, ratio } from './figures.ts';
import type { MeasureContext } from './metric.ts';

/** A share of the points of each issue cohort; unripe cohorts have no value. */
interface PointsRate {
  readonly metric: 'redemption-rate' | 'breakage-rate';
  readonly part: PointsMeasure;
  /** The rest of what was issued. */
  readonly rest: PointsMeasure;
}

export const REDEMPTION: PointsRate = {
  metric: 'redemption-rate',
  part: 'points-redeemed',
  rest: 'points-not-redeemed',
};

export const BREAKAGE: PointsRate = {
  metric: 'breakage-rate',
  part: 'points-expired',
  rest: 'points-not-expired',
};

export function pointsRates(
  rows: readonly CellRow[],
  rate: PointsRate,
  context: MeasureContext,
): Measured {
  const points = pointsCells(rows, context);
  return {
    figures: points.cohorts.map((cohort) => rateFigure(points, rate, { cohort, context })),
    cells: points.cells,
    equations: points.equations,
  };
}

function rateFigure(
  points: PointsCells,
  { metric, part, rest }: PointsRate,
  { cohort, context }: { readonly cohort: number; readonly context: MeasureContext },
): Figure {
  const period = monthLabel(cohort, context.fiscal);
  const name = { metric, options: `age=${POINTS_WINDOW} mo`, period, scope: { cohort: period } };
  const issued = points.at('points-issued', cohort);
  const taken = points.at(part, cohort);
  const left = points.at(rest, cohort);
  if (!issued || !taken || !left)
    return figure({ name, unit: 'share', value: null, reason: 'unripe', customers: 0, cells: [] });
  return figure({
    name,
    unit: 'share',
    value: ratio(taken.total, issued.total),
    customers: issued.customers,
    cells: cellKeys(issued, taken, left),
  });
}
