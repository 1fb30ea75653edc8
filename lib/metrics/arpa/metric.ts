import { subscriptionMovements } from '../facts/subscriptions/subscription-movements.ts';
import { NOTHING_MEASURED } from '../measured.ts';
import type { Metric } from '../metric.ts';
import { revenuePerAccount } from './arpa.ts';

export const arpaMetric: Metric = {
  definition: {
    id: 'arpa',
    name: 'Average revenue per account (ARPA)',
    question: 'What does a subscriber pay a month?',
    formula: 'MRR / paying accounts, at the month close',
    source: 'ChartMogul',
    unit: 'money',
    kind: 'stock',
    options: '',
    tables: ['orders', 'subscriptions'],
  },
  facts: [subscriptionMovements],
  measure: async (load, context) =>
    context.supplied.has('subscriptions')
      ? revenuePerAccount(await load(subscriptionMovements), context)
      : NOTHING_MEASURED,
};
