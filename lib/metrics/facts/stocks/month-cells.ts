import type { Cell } from '#lib/privacy/cell.ts';
import { monthLabel } from '#lib/units/calendar.ts';
import type { MeasureContext } from '../../metric.ts';
import type { CellRow } from '../cells/cell-row.ts';
import { type CellRules, cellOfRow } from '../cells/cells-of-rows.ts';

/** Cells of what customers did in closed fiscal months. */
export interface MonthCells {
  readonly cells: readonly Cell[];
  /** The cell of a measure in a counted month, of everyone or of a segment; null where nobody did it. */
  at(measure: string, month: number, segment?: string): Cell | null;
}

/** What a measure is: a count or a sum of what nobody takes back. */
export type MonthRules = (measure: string) => Pick<CellRules, 'kind' | 'behavioural'>;

export function monthCells(
  rows: readonly CellRow[],
  rulesOf: MonthRules,
  { fiscal }: Pick<MeasureContext, 'fiscal'>,
): MonthCells {
  const cells = rows.map((row) =>
    cellOfRow(row, {
      ...rulesOf(row.measure),
      signed: false,
      countMeasure: null,
      label: ({ period }) => monthLabel(period, fiscal),
    }),
  );
  const place = (measure: string, month: number, segment: string): string =>
    JSON.stringify([measure, month, segment]);
  const byPlace = new Map(
    rows.map((row, i) => [place(row.measure, row.period, row.segment), cells[i] ?? null]),
  );
  return {
    cells,
    at: (measure, month, segment = 'all') => byPlace.get(place(measure, month, segment)) ?? null,
  };
}

/** The closed months that a report compares. */
export const comparedMonths = ({
  month,
  priorMonth,
  yearAgoMonth,
}: MeasureContext): readonly number[] => [month, priorMonth, yearAgoMonth];

/** The same for a query. */
export const monthParameters = ({ month, priorMonth, yearAgoMonth }: MeasureContext) => ({
  month,
  prior_month: priorMonth,
  year_ago_month: yearAgoMonth,
});
