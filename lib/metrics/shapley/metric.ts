import { weeklyFlow } from '../facts/week/weekly-flow.ts';
import type { Metric } from '../metric.ts';
import { shapley } from './shapley.ts';

export const shapleyMetric: Metric = {
  definition: {
    id: 'shapley',
    name: 'Drivers of net revenue',
    question: 'Which driver moved net revenue?',
    formula:
      'change of customers × orders per customer × net revenue per order, each factor averaged over all orders of change',
    source: 'Shapley, A value for n-person games (1953); Sun, Energy Economics 20 (1998)',
    unit: 'money',
    kind: 'flow',
    options: 'of: customers, orders; part: customers, frequency, orders, value',
    tables: ['orders'],
  },
  facts: [weeklyFlow],
  measure: async (load, context) => shapley(await load(weeklyFlow), context),
};
