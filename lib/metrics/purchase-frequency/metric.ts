import { weeklyFlow } from '../facts/week/weekly-flow.ts';
import type { Metric } from '../metric.ts';
import { purchaseFrequency } from './purchase-frequency.ts';

export const purchaseFrequencyMetric: Metric = {
  definition: {
    id: 'purchase-frequency',
    name: 'Purchase frequency',
    question: 'How often do buyers buy?',
    formula: 'orders / distinct customers who ordered',
    source: 'Gupta & Lehmann, Managing Customers as Investments (2005)',
    unit: 'ratio',
    kind: 'flow',
    options: '',
    tables: ['orders'],
  },
  facts: [weeklyFlow],
  measure: async (load, context) => purchaseFrequency(await load(weeklyFlow), context),
};
