import { weeklyFlow } from '../facts/week/weekly-flow.ts';
import type { Metric } from '../metric.ts';
import { moneyLadder } from './money-ladder.ts';

export const moneyLadderMetric: Metric = {
  definition: {
    id: 'money-ladder',
    name: 'Money ladder',
    question: 'How does gross sales become contribution?',
    formula:
      'gross sales - discounts = discounted sales; - refunds = net sales; + shipping = net revenue; - cost of goods = CM1; - fulfilment and payment fees = contribution (CM2)',
    source: 'Crux, contribution margin steps CM1 to CM3',
    unit: 'money',
    kind: 'flow',
    options: 'line: gross-sales to contribution',
    tables: ['orders'],
  },
  facts: [weeklyFlow],
  measure: async (load, context) => moneyLadder(await load(weeklyFlow), context),
};
