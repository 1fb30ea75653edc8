import type { Figure } from '#lib/privacy/figure.ts';
import type { Measured } from '#lib/privacy/report.ts';
import { daysBetween, monthStart } from '#lib/units/calendar.ts';
import type { CellRow } from '../facts/cells/cell-row.ts';
import { receivableCells } from '../facts/receivables/receivable-cells.ts';
import { CREDIT_SALES, RECEIVABLES, salesFrom } from '../facts/receivables/receivables.ts';
import { comparedMonths } from '../facts/stocks/month-cells.ts';
import type { StockCells } from '../facts/stocks/stock-cells.ts';
import { cellKeys, figure, ratio } from '../figures.ts';
import type { MeasureContext } from '../metric.ts';

/** Receivables per day of credit sales at the month close, the one before and a year ago. */
export function daysSalesOutstanding(rows: readonly CellRow[], context: MeasureContext): Measured {
  const stocks = receivableCells(rows, context);
  return {
    figures: comparedMonths(context).flatMap((close) => dsoAt(stocks, close, context)),
    cells: stocks.cells,
    equations: stocks.equations,
  };
}

/** Days of sales that are still open: `receivables / credit sales × days` over which they were sold. */
export function outstandingDays(open: number, creditSales: number, days: number): number | null {
  const share = ratio(open, creditSales);
  return share === null ? null : share * days;
}

function dsoAt(stocks: StockCells, close: number, context: MeasureContext): Figure[] {
  const open = stocks.at(RECEIVABLES, close);
  const sales = stocks.at(CREDIT_SALES, close);
  if (!open || !sales) return [];
  const { period, scope, customers } = sales;
  const days = daysBetween(salesFrom(close, context), monthStart(close + 1, context.fiscal));
  return [
    figure({
      name: { metric: 'dso', options: '', period, scope },
      unit: 'days',
      value: outstandingDays(open.total, sales.total, days),
      customers,
      cells: cellKeys(open, sales),
    }),
  ];
}
