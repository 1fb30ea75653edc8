import { type Cell, cellKey } from '#lib/privacy/cell.ts';
import { monthLabel } from '#lib/units/calendar.ts';
import type { Fact, MeasureContext } from '../../metric.ts';
import { cellQuery } from '../cells/cell-query.ts';
import type { CellRow } from '../cells/cell-row.ts';
import { cellOfRow } from '../cells/cells-of-rows.ts';
import { equation } from '../cells/derived-cells.ts';
import type { CellsAndEquations } from '../cohorts/cohort-cells.ts';
import { isRipeAtMonth } from '../cohorts/cohort-windows.ts';
import sql from './points-cohorts.sql';

/** Months after the month of issue that points are followed: those that expire after a year have by then. */
export const POINTS_WINDOW = 13;

const MEASURES = [
  'points-earners',
  'points-issued',
  'points-redeemed',
  'points-not-redeemed',
  'points-expired',
  'points-not-expired',
  'points-remaining',
] as const;
export type PointsMeasure = (typeof MEASURES)[number];

/** Points issued in the months whose windows close with the reported, the prior and the year-ago month. */
export const pointsCohorts: Fact<CellRow> = {
  query: cellQuery('points-cohorts', sql),
  parameters: ({ month, priorMonth, yearAgoMonth }) => ({
    cohort: month - POINTS_WINDOW,
    prior_cohort: priorMonth - POINTS_WINDOW,
    year_ago_cohort: yearAgoMonth - POINTS_WINDOW,
    window: POINTS_WINDOW,
    measures: MEASURES.join(','),
  }),
};

export interface PointsCells extends CellsAndEquations {
  /** Cohorts with points, newest first. */
  readonly cohorts: readonly number[];
  /** Null where the window is unripe or nobody was given points in the month. */
  at(measure: PointsMeasure, cohort: number): Cell | null;
}

/** Issued = redeemed + not redeemed = expired + not expired; not redeemed = expired + remaining. */
export function pointsCells(rows: readonly CellRow[], context: MeasureContext): PointsCells {
  const ripe = rows.filter(({ period }) => isRipeAtMonth(period, POINTS_WINDOW, context));
  const label = (cohort: number): string => monthLabel(cohort, context.fiscal);
  const cells = new Map(ripe.map((row) => pointsCell(row, label)).map((cell) => [cell.key, cell]));
  const at = (measure: PointsMeasure, cohort: number) =>
    cells.get(cellKey(measure, label(cohort), scopeOf(label(cohort)))) ?? null;
  const cohorts = [...new Set(rows.map(({ period }) => period))].sort((a, b) => b - a);
  return {
    cohorts,
    cells: [...cells.values()],
    equations: cohorts.flatMap((cohort) =>
      IDENTITIES.flatMap(([total, ...parts]) => {
        const [whole, ...found] = [total, ...parts].flatMap((measure) => at(measure, cohort) ?? []);
        return whole && found.length === parts.length ? [equation(whole, ...found)] : [];
      }),
    ),
    at,
  };
}

const IDENTITIES = [
  ['points-issued', 'points-redeemed', 'points-not-redeemed'],
  ['points-issued', 'points-expired', 'points-not-expired'],
  ['points-not-redeemed', 'points-expired', 'points-remaining'],
] as const;

const scopeOf = (cohort: string) => ({ age: `${POINTS_WINDOW} mo`, cohort });

function pointsCell(row: CellRow, label: (cohort: number) => string): Cell {
  const isCount = row.measure === 'points-earners';
  return cellOfRow(row, {
    kind: isCount ? 'count' : 'sum',
    signed: false,
    behavioural: row.measure === 'points-redeemed' || row.measure === 'points-expired',
    countMeasure: isCount || row.measure !== 'points-issued' ? null : 'points-earners',
    label: ({ period }) => label(period),
    scope: ({ period }) => scopeOf(label(period)),
  });
}
