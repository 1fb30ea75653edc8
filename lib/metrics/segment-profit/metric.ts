import { weeklyFlow } from '../facts/week/weekly-flow.ts';
import type { Metric } from '../metric.ts';
import { segmentProfit } from './segment-profit.ts';

export const segmentProfitMetric: Metric = {
  definition: {
    id: 'segment-profit',
    name: 'Segment profit',
    question: 'Which segments earn most and least?',
    formula: 'contribution (CM2), and contribution / ordering customers, by segment',
    source: 'Farris et al., Marketing Metrics (2020): customer profitability',
    unit: 'money',
    kind: 'flow',
    options:
      'line: ordering-customers, net-sales, net-revenue, contribution, contribution-share, contribution-per-customer',
    tables: ['orders'],
  },
  facts: [weeklyFlow],
  measure: async (load, context) => segmentProfit(await load(weeklyFlow), context),
};
