import { addDays } from '#lib/units/calendar.ts';
import { cellQuery } from '../facts/cells/cell-query.ts';
import type { CellRow } from '../facts/cells/cell-row.ts';
import { weeklyFlow } from '../facts/week/weekly-flow.ts';
import { mergeMeasured } from '../measured.ts';
import type { Fact, Metric } from '../metric.ts';
import { orderingCustomers, recentlyActive } from './active-customers.ts';
import sql from './query.sql';

/** Windows end at `asOf` and the same number of whole weeks before it that the compared weeks lie apart. */
const activeWindows: Fact<CellRow> = {
  query: cellQuery('active-windows', sql),
  parameters: ({ asOf, week, priorWeek, yearAgoWeek }) => ({
    week,
    week_ends: asOf,
    prior_week: priorWeek,
    prior_week_ends: addDays(asOf, 7 * (priorWeek - week)),
    year_ago_week: yearAgoWeek,
    year_ago_week_ends: addDays(asOf, 7 * (yearAgoWeek - week)),
  }),
};

export const activeCustomersMetric: Metric = {
  definition: {
    id: 'active-customers',
    name: 'Active customers',
    question: 'How many customers bought?',
    formula: 'distinct customers with an order in the window',
    source: 'ChartMogul and Mixpanel documentation: active users',
    unit: 'count',
    kind: 'flow',
    options: 'window: week (default), 28 d (a stock at top level)',
    tables: ['orders'],
  },
  facts: [weeklyFlow, activeWindows],
  measure: async (load, context) =>
    mergeMeasured([
      orderingCustomers(await load(weeklyFlow), context),
      recentlyActive(await load(activeWindows)),
    ]),
};
