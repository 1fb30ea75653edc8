import { cellQuery } from '../facts/cells/cell-query.ts';
import type { CellRow } from '../facts/cells/cell-row.ts';
import { composeSql } from '../facts/cells/compose-sql.ts';
import { SEGMENT_AGE, segmentCohort } from '../facts/cohorts/fixed-age.ts';
import type { Fact, MeasureContext } from '../metric.ts';
import acquired from './acquired.sql';
import sql from './query.sql';
import tableShares from './table-shares.sql';
import touchShares from './touch-shares.sql';

/** Days before the first order in which a touch counts. */
export const LOOK_BACK_DAYS = 30;

const parameters = (context: MeasureContext) => ({
  month: context.month,
  cohort: segmentCohort(context),
  horizon: SEGMENT_AGE,
});

/**
 * By attribution model and channel: customers won (`scorecard-customers`), their 120ths (`scorecard-credit`), and what they
 * brought in: `scorecard-net-sales` in the closed month, `scorecard-contribution` of the cohort that is ripe at 180 days.
 */
export const creditByTouch: Fact<CellRow> = {
  query: cellQuery('channel-credit-by-touch', composeSql({ acquired, shares: touchShares }, sql)),
  parameters: (context) => ({ ...parameters(context), look_back: LOOK_BACK_DAYS }),
};

/** The same by the shares of the delivered attribution table, under its own models. */
export const creditByTable: Fact<CellRow> = {
  query: cellQuery('channel-credit-by-table', composeSql({ acquired, shares: tableShares }, sql)),
  parameters,
};
