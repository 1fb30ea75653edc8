import { addDays } from '#lib/units/calendar.ts';
import { audienceCellQuery, cellQuery } from '../facts/cells/cell-query.ts';
import type { CellRow } from '../facts/cells/cell-row.ts';
import { YEAR_DAYS } from '../facts/profit/customer-profit.ts';
import type { Fact } from '../metric.ts';
import monthsSql from './months.sql';
import { isOfWholeWeeks } from './weeks-of-month.ts';
import yearSql from './year.sql';

/** Of each compared month, customers and guests together: the margins, by week too where it is of whole weeks, and what is of nobody known. */
export const contributionMonths: Fact<CellRow> = {
  query: cellQuery('contribution-months', monthsSql),
  parameters: ({ month, priorMonth, yearAgoMonth, marginBasis, fiscal }) => ({
    month,
    prior_month: priorMonth,
    year_ago_month: yearAgoMonth,
    grains: [month, priorMonth, yearAgoMonth].some((each) => isOfWholeWeeks(each, fiscal))
      ? 'month,week'
      : 'month',
    measures:
      marginBasis === 'costs'
        ? 'contribution-cm1,contribution-fulfilment,contribution-cm2'
        : 'contribution-cm2',
  }),
};

/** CM3 of the 365 days to the quarter close and the customers who brought it, of everyone and every segment. */
export const contributionYear: Fact<CellRow> = {
  query: audienceCellQuery('contribution-year', yearSql),
  parameters: ({ closeDate }) => ({
    from_date: addDays(closeDate, -YEAR_DAYS),
    to_date: closeDate,
    measures: 'contribution-year,contribution-year-customers',
  }),
};
