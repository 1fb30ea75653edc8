import { addDays } from '#lib/units/calendar.ts';
import { audienceCellQuery, cellQuery } from '../facts/cell-query.ts';
import type { CellRow } from '../facts/cell-row.ts';
import type { Fact } from '../metric.ts';
import monthsSql from './months.sql';
import yearSql from './year.sql';

/** Of each compared month, customers and guests together: the margins, and what is of nobody known. */
export const contributionMonths: Fact<CellRow> = {
  query: cellQuery('contribution-months', monthsSql),
  parameters: ({ month, priorMonth, yearAgoMonth, marginBasis }) => ({
    month,
    prior_month: priorMonth,
    year_ago_month: yearAgoMonth,
    measures:
      marginBasis === 'costs'
        ? 'contribution-cm1,contribution-fulfilment,contribution-cm2'
        : 'contribution-cm2',
  }),
};

const YEAR_DAYS = 365;

/** CM3 of the 365 days to the quarter close and the customers who brought it, of everyone and every segment. */
export const contributionYear: Fact<CellRow> = {
  query: audienceCellQuery('contribution-year', yearSql),
  parameters: ({ closeDate }) => ({
    from_date: addDays(closeDate, -YEAR_DAYS),
    to_date: closeDate,
    measures: 'contribution-year,contribution-year-customers',
  }),
};
