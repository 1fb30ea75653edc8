import { cellQuery } from '../facts/cells/cell-query.ts';
import type { CellRow } from '../facts/cells/cell-row.ts';
import { weeklyFlow } from '../facts/week/weekly-flow.ts';
import { mergeMeasured, NOTHING_MEASURED } from '../measured.ts';
import type { Fact, Metric } from '../metric.ts';
import sql from './query.sql';
import { ledgerRefundRate, orderRefundRate } from './refund-rate.ts';

const refundsOfOrders: Fact<CellRow> = {
  query: cellQuery('refunds-of-orders', sql),
  parameters: ({ week, priorWeek, yearAgoWeek }) => ({
    week,
    prior_week: priorWeek,
    year_ago_week: yearAgoWeek,
  }),
};

export const refundRateMetric: Metric = {
  definition: {
    id: 'refund-rate',
    name: 'Refund rate',
    question: 'How much of what is sold comes back?',
    formula: 'refunds / discounted sales',
    source: 'National Retail Federation, consumer returns in the retail industry',
    unit: 'share',
    kind: 'flow',
    options: 'view: ledger (default; by refund date), order (by order date, restates)',
    tables: ['orders', 'refunds'],
  },
  facts: [weeklyFlow, refundsOfOrders],
  measure: async (load, context) => {
    if (!context.supplied.has('refunds')) return NOTHING_MEASURED;
    const flow = await load(weeklyFlow);
    return mergeMeasured([
      ledgerRefundRate(flow, context),
      orderRefundRate(flow, await load(refundsOfOrders), context),
    ]);
  },
};
