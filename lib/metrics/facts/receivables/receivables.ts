import { monthStart } from '#lib/units/calendar.ts';
import type { Fact, MeasureContext } from '../../metric.ts';
import type { CellRow } from '../cells/cell-row.ts';
import { stockParameters, stockQuery } from '../stocks/stock-cells.ts';
import sql from './receivables.sql';

/** Buckets past due and not disputed, by days past due on the last day before a close. */
export const PAST_DUE_BUCKETS = ['1-30', '31-60', '61-90', 'over-90'] as const;

/** Buckets that an unpaid invoice goes through in this order; disputes are judged one by one and have no rate. */
export const AGED_BUCKETS = ['current', ...PAST_DUE_BUCKETS] as const;

/** What is disputed stands apart, however old it is. */
export const BUCKETS = [...AGED_BUCKETS, 'disputed'] as const;

export type Bucket = (typeof BUCKETS)[number];

export const receivablesIn = (bucket: Bucket): string => `receivables-${bucket}`;
/** Everything open, whatever its age. */
export const RECEIVABLES = 'receivables';
/** Invoiced in the three fiscal months that end with the close. */
export const CREDIT_SALES = 'credit-sales';
export const SALES_MONTHS = 3;

/** First day of the months over which credit sales before a close are added up. */
export const salesFrom = (month: number, { fiscal }: Pick<MeasureContext, 'fiscal'>): string =>
  monthStart(month - SALES_MONTHS + 1, fiscal);

/** The month that closed the last fiscal quarter at the close of `month`. */
export const quarterCloseOf = (month: number): number => month - ((month + 1) % 3);

/** What each customer owed at the month closes, by days past due, and what was invoiced before them. */
export const receivables: Fact<CellRow> = {
  query: stockQuery('receivables', sql),
  parameters: (context) => ({
    ...stockParameters(context),
    sales_from: salesFrom(context.month, context),
    prior_sales_from: salesFrom(context.priorMonth, context),
    year_ago_sales_from: salesFrom(context.yearAgoMonth, context),
    measures: [RECEIVABLES, ...BUCKETS.map(receivablesIn), CREDIT_SALES].join(','),
  }),
};
