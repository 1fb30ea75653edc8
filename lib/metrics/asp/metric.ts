import { subscriptionMovements } from '../facts/subscriptions/subscription-movements.ts';
import { NOTHING_MEASURED } from '../measured.ts';
import type { Metric } from '../metric.ts';
import { sellingPrice } from './asp.ts';

export const aspMetric: Metric = {
  definition: {
    id: 'asp',
    name: 'Average selling price (ASP)',
    question: 'What does a new subscriber pay a month?',
    formula: 'new MRR / new accounts',
    source: 'ChartMogul',
    unit: 'money',
    kind: 'flow',
    options: '',
    tables: ['orders', 'subscriptions'],
  },
  facts: [subscriptionMovements],
  measure: async (load, context) =>
    context.supplied.has('subscriptions')
      ? sellingPrice(await load(subscriptionMovements), context)
      : NOTHING_MEASURED,
};
