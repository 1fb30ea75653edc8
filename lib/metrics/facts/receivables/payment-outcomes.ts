import type { Equation } from '#lib/privacy/cell.ts';
import type { Fact, MeasureContext } from '../../metric.ts';
import type { CellRow } from '../cells/cell-row.ts';
import { composeSql } from '../cells/compose-sql.ts';
import { comparedMonths } from '../stocks/month-cells.ts';
import monthCloses from '../stocks/month-closes.sql';
import { type StockCells, stockCells, stockParameters, stockQuery } from '../stocks/stock-cells.ts';
import sql from './payment-outcomes.sql';
import { AGED_BUCKETS, quarterCloseOf } from './receivables.ts';

/** Days past due after which what is unpaid counts as lost. */
export const LOST_AFTER_DAYS = 180;

const STAGES = [...AGED_BUCKETS, 'lost'] as const;

/** What reached a bucket unpaid, or was lost in the end. */
export const reached = (stage: (typeof STAGES)[number]): string => `reached-${stage}`;

/**
 * Rates are set once a quarter: between two months so few invoices come of age that the change would tell who did not
 * pay. The quarter close, the one before and a year ago, in the place of the months.
 */
function quarterCloses(context: MeasureContext): MeasureContext {
  const month = quarterCloseOf(context.month);
  return { ...context, month, priorMonth: month - 3, yearAgoMonth: month - 12 };
}

/** What became of the invoices of a year, known at each of the three quarter closes. */
export const paymentOutcomes: Fact<CellRow> = {
  query: stockQuery('payment-outcomes', composeSql({ month_closes: monthCloses }, sql)),
  parameters: (context) => stockParameters(quarterCloses(context)),
};

/** Whatever reached a bucket was paid in it or reached the next one. */
export function outcomeCells(rows: readonly CellRow[], context: MeasureContext): StockCells {
  const closes = quarterCloses(context);
  const stocks = stockCells(
    rows,
    () => ({ kind: 'sum', signed: false, behavioural: false, countMeasure: null }),
    closes,
  );
  const steps = comparedMonths(closes).flatMap((close) =>
    AGED_BUCKETS.flatMap((bucket, i): Equation[] => {
      const here = stocks.at(reached(bucket), close);
      const paid = stocks.at(`paid-in-${bucket}`, close);
      const next = stocks.at(reached(STAGES[i + 1] ?? 'lost'), close);
      return here && paid && next ? [{ total: here.key, parts: [paid.key, next.key] }] : [];
    }),
  );
  return { ...stocks, equations: [...stocks.equations, ...steps] };
}
