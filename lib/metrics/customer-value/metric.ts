import { weeklyFlow } from '../facts/week/weekly-flow.ts';
import type { Metric } from '../metric.ts';
import { customerValue } from './customer-value.ts';

export const customerValueMetric: Metric = {
  definition: {
    id: 'customer-value',
    name: 'Customer value',
    question: 'What is a buyer worth in the week?',
    formula: 'net sales / distinct customers who ordered = APV x purchase frequency',
    source: 'Gupta & Lehmann, Managing Customers as Investments (2005)',
    unit: 'money',
    kind: 'flow',
    options: '',
    tables: ['orders'],
  },
  facts: [weeklyFlow],
  measure: async (load, context) => customerValue(await load(weeklyFlow), context),
};
