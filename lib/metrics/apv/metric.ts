import { weeklyFlow } from '../facts/week/weekly-flow.ts';
import type { Metric } from '../metric.ts';
import { averagePurchaseValue } from './apv.ts';

export const apvMetric: Metric = {
  definition: {
    id: 'apv',
    name: 'Average purchase value',
    question: 'How large is an order?',
    formula: 'net sales / orders',
    source: 'Gupta & Lehmann, Managing Customers as Investments (2005)',
    unit: 'money',
    kind: 'flow',
    options: '',
    tables: ['orders'],
  },
  facts: [weeklyFlow],
  measure: async (load, context) => averagePurchaseValue(await load(weeklyFlow), context),
};
