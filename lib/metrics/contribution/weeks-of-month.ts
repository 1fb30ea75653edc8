import type { Cell, Equation } from '#lib/privacy/cell.ts';
import { type FiscalCalendar, floorToMonday, monthStart, weekOf } from '#lib/units/calendar.ts';
import type { CellRow } from '../facts/cells/cell-row.ts';
import { cellOfRow } from '../facts/cells/cells-of-rows.ts';
import { equation } from '../facts/cells/derived-cells.ts';
import { flowRules } from '../facts/week/flow-cells.ts';
import type { FlowMeasure } from '../facts/week/weekly-flow.ts';
import type { MeasureContext } from '../metric.ts';

/** Lines of the money ladder by what a month calls them. */
const LINES: Readonly<Record<string, FlowMeasure>> = {
  'contribution-cm1': 'cm1',
  'contribution-fulfilment': 'fulfilment',
  'contribution-cm2': 'contribution',
};

/** Whether a month begins and ends with a week, as those of 4-4-5 do. */
export const isOfWholeWeeks = (month: number, fiscal: FiscalCalendar): boolean =>
  [month, month + 1]
    .map((each) => monthStart(each, fiscal))
    .every((start) => floorToMonday(start) === start);

/**
 * Ties a month of whole weeks to the lines that the money ladder prints of each: what came late to a week, one order
 * perhaps, would be the difference.
 * @param rows of `contributionMonths`. @param cells of the month.
 */
export function weeksOfMonth(
  rows: readonly CellRow[],
  { month, cells }: { readonly month: number; readonly cells: readonly Cell[] },
  { fiscal }: MeasureContext,
): { readonly cells: readonly Cell[]; readonly equations: readonly Equation[] } {
  if (!isOfWholeWeeks(month, fiscal)) return { cells: [], equations: [] };
  const [first, end] = [month, month + 1].map((each) => weekOf(monthStart(each, fiscal)));
  const tied = cells.flatMap((total) => {
    const line = LINES[total.measure];
    const weeks = rows.filter(
      ({ measure, period }) =>
        measure === `${total.measure}-of-week` && period >= (first ?? 0) && period < (end ?? 0),
    );
    return line === undefined ? [] : [{ total, weeks: weeks.map((row) => lineCell(row, line)) }];
  });
  return {
    cells: tied.flatMap(({ weeks }) => weeks),
    equations: tied.map(({ total, weeks }) => equation(total, ...weeks)),
  };
}

/** Of customers and guests together, as the money ladder has it. */
const lineCell = (row: CellRow, line: FlowMeasure): Cell =>
  cellOfRow({ ...row, measure: `ledger-${line}` }, { ...flowRules(line), countMeasure: null });
