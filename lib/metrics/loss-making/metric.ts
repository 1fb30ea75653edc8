import { customerProfit } from '../facts/profit/customer-profit.ts';
import { NOTHING_MEASURED } from '../measured.ts';
import type { Metric } from '../metric.ts';
import { lossMaking } from './loss-making.ts';

export const lossMakingMetric: Metric = {
  definition: {
    id: 'loss-making',
    name: 'Loss-making customers',
    question: 'Who costs more than they earn?',
    formula: 'customers with CM3 < 0 over 365 days / customers of at least 90 days',
    source: 'Kaplan & Narayanan (2001), Measuring and managing customer profitability',
    unit: 'share',
    kind: 'stock',
    options:
      'part: customers, all-customers, contribution, first-order-loss, first-order-loss-contribution',
    tables: ['orders'],
  },
  facts: [customerProfit],
  measure: async (load, context) =>
    context.marginBasis === 'revenue'
      ? NOTHING_MEASURED
      : lossMaking(await load(customerProfit), context),
};
