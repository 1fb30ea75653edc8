import type { Cell, Equation } from '#lib/privacy/cell.ts';
import type { MeasureContext } from '../../metric.ts';
import type { CellRow } from '../cells/cell-row.ts';
import { comparedMonths } from '../stocks/month-cells.ts';
import { type StockCells, stockCells } from '../stocks/stock-cells.ts';
import { BUCKETS, RECEIVABLES, receivablesIn } from './receivables.ts';

/**
 * Receivables at the three closes: at each, everything open is the sum of its buckets. That nobody owes anything of
 * some age tells how everyone pays; that all owe one price tells nothing.
 */
export function receivableCells(rows: readonly CellRow[], context: MeasureContext): StockCells {
  const stocks = stockCells(withoutNoDisputes(rows), () => RECEIVABLE_RULES, context);
  return {
    cells: stocks.cells.map(telling),
    equations: [
      ...stocks.equations,
      ...comparedMonths(context).flatMap((close) => bucketEquation(stocks, close)),
    ],
    at: (measure, close) => {
      const cell = stocks.at(measure, close);
      return cell && telling(cell);
    },
  };
}

export const RECEIVABLE_RULES = {
  kind: 'sum',
  signed: false,
  behavioural: false,
  countMeasure: null,
} as const;

const DISPUTED = receivablesIn('disputed');

/** A company that records no disputes has no such bucket; one that does may say that it has none. */
const withoutNoDisputes = (rows: readonly CellRow[]): readonly CellRow[] =>
  rows.some(({ measure, customers }) => measure === DISPUTED && customers > 0)
    ? rows
    : rows.filter(({ measure }) => !measure.startsWith(DISPUTED));

/** That nobody owes is known to be so of each. */
export const telling = (cell: Cell): Cell =>
  cell.customers === 0 && !cell.signed && cell.measure !== DISPUTED
    ? { ...cell, behavioural: true }
    : cell;

function bucketEquation(stocks: StockCells, close: number): Equation[] {
  const total = stocks.at(RECEIVABLES, close);
  if (!total) return [];
  const parts = BUCKETS.flatMap((bucket) => stocks.at(receivablesIn(bucket), close)?.key ?? []);
  return [{ total: total.key, parts }];
}
