import { monthOf } from '#lib/units/calendar.ts';
import { cellQuery } from '../facts/cells/cell-query.ts';
import { type CellRow, parseCellRow } from '../facts/cells/cell-row.ts';
import type { Fact, MeasureContext } from '../metric.ts';
import lapseSql from './lapse.sql';
import ordersSql from './orders.sql';

/** The latest fiscal month whose orders are complete. */
export const latestClosedMonth = ({ ripeBefore, fiscal }: MeasureContext): number =>
  monthOf(ripeBefore, fiscal) - 1;

/**
 * The latest closed month M and the five before it: customers at the start and end of each who ordered in the six
 * months up to then, and `lapsed-customers`, whose sixth month without an order it was. At M also `half-year-base`
 * (distinct customers at any of the starts) and `oldest-month` (who ordered in M - 11: history reaches back far enough).
 */
export const lapses: Fact<CellRow> = {
  query: { name: 'lapses', sql: lapseSql, parseRow: parseCellRow },
  parameters: (context) => ({
    month: latestClosedMonth(context),
    measures: 'customers-at-start,customers-at-end,lapsed-customers,half-year-base,oldest-month',
  }),
};

/** Distinct customers, orders, and in minor units net sales and contribution of the same six months. */
export const halfYear: Fact<CellRow> = {
  query: cellQuery('half-year', ordersSql),
  parameters: (context) => ({
    month: latestClosedMonth(context),
    measures: 'half-year-customers,half-year-orders,half-year-net-sales,half-year-contribution',
  }),
};
