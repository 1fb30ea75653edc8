import { subscriptionMovements } from '../facts/subscriptions/subscription-movements.ts';
import { NOTHING_MEASURED } from '../measured.ts';
import type { Metric } from '../metric.ts';
import { netRetention } from './nrr.ts';

export const nrrMetric: Metric = {
  definition: {
    id: 'nrr',
    name: 'Net revenue retention (NRR)',
    question: 'How much recurring revenue of a year ago is kept, and grown?',
    formula: '(opening + expansion - contraction - churn) / opening, over 12 months',
    source: 'ChartMogul',
    unit: 'share',
    kind: 'stock',
    options: 'window: 12 months; reactivation: out (default), in',
    tables: ['orders', 'subscriptions'],
  },
  facts: [subscriptionMovements],
  measure: async (load, context) =>
    context.supplied.has('subscriptions')
      ? netRetention(await load(subscriptionMovements), context)
      : NOTHING_MEASURED,
};
