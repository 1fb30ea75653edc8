import { cellQuery } from '../facts/cells/cell-query.ts';
import type { CellRow } from '../facts/cells/cell-row.ts';
import { composeSql } from '../facts/cells/compose-sql.ts';
import { cohortActivity } from '../facts/cohorts/cohort-activity.ts';
import type { Fact } from '../metric.ts';
import acts from './acts.sql';
import members from './members.sql';
import { type CohortRetentionOptions, optionsText } from './options.ts';
import query from './query.sql';
import windows from './windows.sql';
import { cohortsOf, windowsOf } from './windows.ts';

/** Rows of the cohort table that the options ask for; the standard table is shared with other metrics. */
export function cohortRetentionFact(options: CohortRetentionOptions): Fact<CellRow> {
  const isStandard = optionsText({ ...options, reference: 'cohort' }) === '';
  return isStandard ? cohortActivity : cohortRetentionVariant(options);
}

/** The cohort table by any options, from its own query. */
export const cohortRetentionVariant = (options: CohortRetentionOptions): Fact<CellRow> => ({
  query: cellQuery('cohort-retention', composeSql({ members, windows, acts }, query)),
  parameters: (context) => {
    const { unit, edges } = windowsOf(options, context.cohorts.ages);
    const { first, last } = cohortsOf(options, context);
    return {
      unit,
      edges: edges.join(','),
      first_cohort: first,
      last_cohort: last,
      entry: options.entry,
      criterion: options.criterion,
      minimum_order: options.minimumOrder,
      min_occurrences: options.minOccurrences,
    };
  },
});
