import type { Fact } from '../../metric.ts';
import { cellQuery } from '../cells/cell-query.ts';
import type { CellRow } from '../cells/cell-row.ts';
import sql from './cohort-activity.sql';
import { shownCohorts } from './cohort-windows.ts';

/**
 * Cohort months by months of life, for customers whose acquisition is known: `acquired-customers` (at age 0),
 * `active-customers`, and in minor units `net-sales` and `contribution` with refunds in the month they were given.
 */
export const cohortActivity: Fact<CellRow> = {
  query: cellQuery('cohort-activity', sql),
  parameters: (context) => {
    const { ages } = context.cohorts;
    const { first, last } = shownCohorts(context, ages);
    return {
      first_cohort: first,
      last_cohort: last,
      ages,
      measures: 'active-customers,net-sales,contribution',
    };
  },
};
