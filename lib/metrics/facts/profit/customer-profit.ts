import { addDays, monthStart } from '#lib/units/calendar.ts';
import type { Fact } from '../../metric.ts';
import { cellQuery } from '../cells/cell-query.ts';
import type { CellRow } from '../cells/cell-row.ts';
import sql from './customer-profit.sql';

/** Days over which the profit of customers is told. */
export const YEAR_DAYS = 365;

/** Younger customers are apart: acquired so late, one of them has not had the time to earn back what the first order cost. */
const TENURE_DAYS = 90;

/** What is summed over the customers of a pair of places. */
const PROFIT_AMOUNTS = [
  'customers',
  'cm2-now',
  'cm2-before',
  'cm2-change',
  'cm3-now',
  'cm3-before',
  'cm3-change',
] as const;
export type ProfitAmount = (typeof PROFIT_AMOUNTS)[number];

/**
 * Customers with a movement or a cost in the 365 days to the month close or to the one before: statistics of each amount
 * (`measure`) by their place at this close (`scheme`) and at the one before (`segment`). A place is `none`, or tenure
 * (`tenured`, `first`), sign of CM3 (`gain`, `loss`) and side of the top tenth by CM2 (`top`, `rest`), joined by `-`.
 */
export const customerProfit: Fact<CellRow> = {
  query: cellQuery('customer-profit', sql),
  parameters: ({ month, priorMonth, fiscal }) => {
    const now = monthStart(month + 1, fiscal);
    const before = monthStart(priorMonth + 1, fiscal);
    return {
      now_from: addDays(now, -YEAR_DAYS),
      now_to: now,
      now_tenured: addDays(now, -TENURE_DAYS),
      before_from: addDays(before, -YEAR_DAYS),
      before_to: before,
      before_tenured: addDays(before, -TENURE_DAYS),
      amounts: PROFIT_AMOUNTS.join(','),
    };
  },
};
