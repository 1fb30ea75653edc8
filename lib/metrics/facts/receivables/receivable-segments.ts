import type { Cell, Equation } from '#lib/privacy/cell.ts';
import { monthLabel, monthStart } from '#lib/units/calendar.ts';
import type { Fact, MeasureContext } from '../../metric.ts';
import { audienceCellQuery } from '../cells/cell-query.ts';
import type { CellRow } from '../cells/cell-row.ts';
import {
  audienceEquations,
  audienceScope,
  type CellRules,
  cellOfRow,
} from '../cells/cells-of-rows.ts';
import { RECEIVABLE_RULES, telling } from './receivable-cells.ts';
import sql from './receivable-segments.sql';
import { quarterCloseOf } from './receivables.ts';

/** Open, and past due without a dispute; the rest is due later or disputed. */
export const PAST_DUE = 'receivables-past-due';
const PARTS = [PAST_DUE, 'receivables-not-past-due'];

/** What everyone, each segment and their crossings owed at the last quarter close, named by the month that closed it. */
export const receivableSegments: Fact<CellRow> = {
  query: audienceCellQuery('receivable-segments', sql),
  parameters: ({ month, fiscal }) => ({
    quarter_month: quarterCloseOf(month),
    quarter_ends: monthStart(quarterCloseOf(month) + 1, fiscal),
  }),
};

/** Their cells: everyone's are those of the month close, where it is the same day. */
export function segmentCells(rows: readonly CellRow[], { segments, fiscal }: MeasureContext) {
  const rules: CellRules = {
    ...RECEIVABLE_RULES,
    label: ({ period }) => monthLabel(period, fiscal),
  };
  const shown = rows.filter(({ scheme }) =>
    scheme === 'atom' ? segments.length > 1 : scheme === 'all' || segments.includes(scheme),
  );
  const cells = new Map(shown.map((row) => [row, telling(cellOfRow(row, rules))]));
  const at = (measure: string, { scheme, segment }: CellRow): Cell[] =>
    [...cells]
      .filter(([row]) => row.scheme === scheme && row.segment === segment)
      .flatMap(([row, cell]) => (row.measure === measure ? [cell] : []));
  const totals = shown.filter(({ measure }) => measure === 'receivables');
  return {
    cells: [...cells.values()],
    equations: [
      ...['receivables', ...PARTS].flatMap((measure) =>
        audienceEquations(
          shown.filter((row) => row.measure === measure),
          rules,
          segments,
        ),
      ),
      ...totals.flatMap((row): Equation[] => {
        const parts = PARTS.flatMap((measure) => at(measure, row).map(({ key }) => key));
        return at('receivables', row).map(({ key }) => ({ total: key, parts }));
      }),
    ],
    /** Rows of everyone or of a segment, with the cells of what they owe and what is past due. */
    owing: totals
      .filter(({ scheme }) => scheme !== 'atom')
      .flatMap((row) => {
        const [[open], [pastDue]] = [at('receivables', row), at(PAST_DUE, row)];
        return open && pastDue ? [{ scope: audienceScope(row), open, pastDue }] : [];
      }),
  };
}
