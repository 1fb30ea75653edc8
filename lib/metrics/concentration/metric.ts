import { customerProfit } from '../facts/profit/customer-profit.ts';
import type { Metric } from '../metric.ts';
import { concentration } from './concentration.ts';

export const concentrationMetric: Metric = {
  definition: {
    id: 'concentration',
    name: 'Concentration',
    question: 'How much of the contribution depends on the top tenth of customers?',
    formula: 'CM2 of the top 10 % of customers by CM2 / total CM2, over 365 days',
    source: 'Klaviyo, RFM analysis: share of the best customers',
    unit: 'share',
    kind: 'stock',
    options: 'top=10 %',
    tables: ['orders'],
  },
  facts: [customerProfit],
  measure: async (load, context) => concentration(await load(customerProfit), context),
};
