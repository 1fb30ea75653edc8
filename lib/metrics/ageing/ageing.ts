import type { Equation } from '#lib/privacy/cell.ts';
import type { Figure } from '#lib/privacy/figure.ts';
import type { Measured } from '#lib/privacy/report.ts';
import { isEveryone } from '#lib/privacy/scope-name.ts';
import type { CellRow } from '../facts/cells/cell-row.ts';
import { receivableCells } from '../facts/receivables/receivable-cells.ts';
import { segmentCells } from '../facts/receivables/receivable-segments.ts';
import {
  BUCKETS,
  PAST_DUE_BUCKETS,
  quarterCloseOf,
  RECEIVABLES,
  receivablesIn,
} from '../facts/receivables/receivables.ts';
import { comparedMonths } from '../facts/stocks/month-cells.ts';
import type { StockCells } from '../facts/stocks/stock-cells.ts';
import { totalFigure } from '../figures.ts';
import type { MeasureContext } from '../metric.ts';

/** Rows of both facts: what everyone owes at the month closes, and what segments owe at the last quarter close. */
export interface AgeingRows {
  readonly closes: readonly CellRow[];
  readonly segments: readonly CellRow[];
}

/**
 * Open amounts by days past due at the month close, the one before and a year ago, and their total. Of segments what
 * is open and what is past due at the last quarter close.
 */
export function ageing({ closes, segments }: AgeingRows, context: MeasureContext): Measured {
  const stocks = receivableCells(closes, context);
  const parts = segmentCells(segments, context);
  return {
    figures: [
      ...comparedMonths(context).flatMap((close) => bucketsAt(stocks, close)),
      ...parts.owing.flatMap(segmentFigures),
    ],
    cells: [...stocks.cells, ...parts.cells],
    equations: [...stocks.equations, ...parts.equations, ...sameDay(stocks, parts, context)],
  };
}

type Segments = ReturnType<typeof segmentCells>;

/** Every bucket has a line, also that of nobody, which is withheld. */
function bucketsAt(stocks: StockCells, close: number): Figure[] {
  const open = stocks.at(RECEIVABLES, close);
  if (!open || open.customers === 0) return [];
  const listed = [...BUCKETS, 'total'] as const;
  return listed.flatMap((bucket) => {
    const cell = bucket === 'total' ? open : stocks.at(receivablesIn(bucket), close);
    if (!cell) return [];
    const { period, scope } = cell;
    const name = { metric: 'ageing', options: `bucket=${bucket}`, period, scope };
    return [totalFigure(name, 'money', cell)];
  });
}

/** What everyone has open is a figure of the month close. */
function segmentFigures({ scope, open, pastDue }: Segments['owing'][number]): Figure[] {
  const name = (bucket: string) => ({
    metric: 'ageing',
    options: `bucket=${bucket}`,
    period: open.period,
    scope,
  });
  return [
    ...(isEveryone(scope) ? [] : [totalFigure(name('total'), 'money', open)]),
    totalFigure(name('past-due'), 'money', pastDue),
  ];
}

/** Where the quarter close is one of the month closes, what is past due is the sum of its buckets. */
function sameDay(stocks: StockCells, { owing }: Segments, { month }: MeasureContext): Equation[] {
  const everyone = owing.find(({ scope }) => isEveryone(scope));
  const keys = PAST_DUE_BUCKETS.flatMap(
    (bucket) => stocks.at(receivablesIn(bucket), quarterCloseOf(month))?.key ?? [],
  );
  return everyone && keys.length === PAST_DUE_BUCKETS.length
    ? [{ total: everyone.pastDue.key, parts: keys }]
    : [];
}
