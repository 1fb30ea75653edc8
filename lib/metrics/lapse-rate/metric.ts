import { monthStart } from '#lib/units/calendar.ts';
import type { CellRow } from '../facts/cells/cell-row.ts';
import { composeSql } from '../facts/cells/compose-sql.ts';
import gapLimits from '../facts/gaps/gap-limits.sql';
import orderGaps from '../facts/gaps/order-gaps.sql';
import { stockParameters, stockQuery } from '../facts/stocks/stock-cells.ts';
import type { Fact, Metric } from '../metric.ts';
import holdings from './holdings.sql';
import { lapseRate } from './lapse-rate.ts';

const LIMIT_DATES = `-- grain: one row per month: the gaps before it set its limit
select
    period,
    limit_date,
    ends
from (
    values
    (cast(:month as integer), cast(:month_starts as date), cast(:month_ends as date)),
    (cast(:prior_month as integer), cast(:prior_month_starts as date), cast(:prior_month_ends as date)),
    (cast(:year_ago_month as integer), cast(:year_ago_month_starts as date), cast(:year_ago_month_ends as date))
) as listed(period, limit_date, ends)
`;

const lapses: Fact<CellRow> = {
  query: stockQuery(
    'lapses',
    composeSql(
      { limit_dates: LIMIT_DATES, order_gaps: orderGaps, gap_limits: gapLimits },
      holdings,
    ),
  ),
  parameters: (context) => ({
    ...stockParameters(context),
    month_starts: monthStart(context.month, context.fiscal),
    prior_month_starts: monthStart(context.priorMonth, context.fiscal),
    year_ago_month_starts: monthStart(context.yearAgoMonth, context.fiscal),
  }),
};

export const lapseRateMetric: Metric = {
  definition: {
    id: 'lapse-rate',
    name: 'Lapse rate',
    question: 'Who stopped ordering without a word?',
    formula: 'customers whose gap passes the limit in the month / customers active when it began',
    source: 'Reichheld & Sasser (1990), defections where customers are not under contract',
    unit: 'share',
    kind: 'flow',
    options:
      'limit: p90 of the gaps between orders of the two years before the month, in whole weeks',
    tables: ['orders'],
  },
  facts: [lapses],
  measure: async (load, context) => lapseRate(await load(lapses), context),
};
