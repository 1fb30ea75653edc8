import { type Cell, cellKey, type Equation } from '#lib/privacy/cell.ts';
import type { Query } from '#lib/privacy/scope/scoped-query.ts';
import { monthLabel, monthStart } from '#lib/units/calendar.ts';
import type { MeasureContext } from '../../metric.ts';
import { type CellRow, parseCellRow } from '../cells/cell-row.ts';
import { type CellRules, cellOfRow } from '../cells/cells-of-rows.ts';
import { composeSql } from '../cells/compose-sql.ts';
import stockStatistics from './stock-statistics.sql';

/**
 * Stocks of everyone at the month close, the close before and a year ago, and what they changed by between them. `sql`
 * says what each customer holds: one row per `customer_id`, `measure` and `period` (the month that closed), with the
 * whole `amount`; 1 where customers are counted.
 */
export const stockQuery = (name: string, sql: string): Query<CellRow> => ({
  name,
  sql: composeSql({ holdings: sql }, stockStatistics),
  parseRow: parseCellRow,
});

/** The three closes by month, and the exclusive end of each. */
export const stockParameters = ({ month, priorMonth, yearAgoMonth, fiscal }: MeasureContext) => ({
  month,
  month_ends: monthStart(month + 1, fiscal),
  prior_month: priorMonth,
  prior_month_ends: monthStart(priorMonth + 1, fiscal),
  year_ago_month: yearAgoMonth,
  year_ago_month_ends: monthStart(yearAgoMonth + 1, fiscal),
});

/** What stocks of a measure are: as for any cell, without the label, which is the month. */
export type StockRules = Omit<CellRules, 'label' | 'scope'>;

/** Cells of stocks at their closes, tied by what changed between them. */
export interface StockCells {
  readonly cells: readonly Cell[];
  readonly equations: readonly Equation[];
  /** The stock at the close of a counted month; null where nobody holds any. */
  at(measure: string, month: number): Cell | null;
}

const CHANGE = '-change';

/**
 * Two closes tell their difference: it is a hidden cell of those whose stock changed, so that a stock that a few
 * changed is withheld at the later close (release standard 5.8). A close at which nobody held any ties nothing.
 */
export function stockCells(
  rows: readonly CellRow[],
  rules: (measure: string) => StockRules,
  { month, fiscal }: MeasureContext,
): StockCells {
  const label = (at: number): string => monthLabel(at, fiscal);
  const stocks = rows
    .filter(({ measure }) => !measure.endsWith(CHANGE))
    .map((row) => cellOfRow(row, { ...rules(row.measure), label: ({ period }) => label(period) }));
  const keys = new Set(stocks.map(({ key }) => key));
  const tied = rows
    .filter(({ measure }) => measure.endsWith(CHANGE))
    .flatMap((row) => {
      const measure = row.measure.slice(0, -CHANGE.length);
      const now = cellKey(measure, label(month), {});
      const before = cellKey(measure, label(row.period), {});
      if (!keys.has(now) || !keys.has(before)) return [];
      const change = changeCell(row, { now: label(month), since: label(row.period) });
      return [{ change, equation: { total: now, parts: [before, change.key] } }];
    });
  const byKey = new Map(stocks.map((cell) => [cell.key, cell]));
  return {
    cells: [...stocks, ...tied.map(({ change }) => change)],
    equations: tied.map(({ equation }) => equation),
    at: (measure, at) => byKey.get(cellKey(measure, label(at), {})) ?? null,
  };
}

/** Of a count it is a sum of ones: who came less who went. */
const changeCell = (row: CellRow, { now, since }: Record<'now' | 'since', string>): Cell =>
  cellOfRow(row, {
    kind: 'sum',
    signed: true,
    behavioural: false,
    countMeasure: null,
    label: () => now,
    scope: () => ({ since }),
  });
