import type { Fact } from '../../metric.ts';
import { cellQuery } from '../cells/cell-query.ts';
import type { CellRow } from '../cells/cell-row.ts';
import { composeSql } from '../cells/compose-sql.ts';
import acquired from './acquired-in-weeks.sql';
import sql from './acquisition-paid.sql';

/**
 * `paid-first-time-customers` of the compared weeks. By the delivered attribution: paid channels have more than half of the
 * customer, over all models. Else by touches: the last of the 30 days before the first order was paid. Without either: the
 * entry channel had acquisition media spend in the week.
 */
export const acquisitionPaid: Fact<CellRow> = {
  query: cellQuery('acquisition-paid', composeSql({ acquired }, sql)),
  parameters: ({ week, priorWeek, yearAgoWeek, supplied }) => ({
    week,
    prior_week: priorWeek,
    year_ago_week: yearAgoWeek,
    credit: ['attribution', 'touchpoints'].find((table) => supplied.has(table)) ?? 'orders',
  }),
};
