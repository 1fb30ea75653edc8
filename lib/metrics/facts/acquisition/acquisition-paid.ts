import type { Fact } from '../../metric.ts';
import { cellQuery } from '../cells/cell-query.ts';
import type { CellRow } from '../cells/cell-row.ts';
import sql from './acquisition-paid.sql';

/**
 * `paid-first-time-customers` of the compared weeks: the last touch of the 30 days before the first order was paid.
 * Without touchpoints: the entry channel had acquisition media spend in the week.
 */
export const acquisitionPaid: Fact<CellRow> = {
  query: cellQuery('acquisition-paid', sql),
  parameters: ({ week, priorWeek, yearAgoWeek, supplied }) => ({
    week,
    prior_week: priorWeek,
    year_ago_week: yearAgoWeek,
    touchpoints: supplied.has('touchpoints') ? 'yes' : 'no',
  }),
};
