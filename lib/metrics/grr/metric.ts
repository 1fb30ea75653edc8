import { subscriptionMovements } from '../facts/subscriptions/subscription-movements.ts';
import { NOTHING_MEASURED } from '../measured.ts';
import type { Metric } from '../metric.ts';
import { grossRetention } from './grr.ts';

export const grrMetric: Metric = {
  definition: {
    id: 'grr',
    name: 'Gross revenue retention (GRR)',
    question: 'How much recurring revenue of a year ago is kept?',
    formula: '(opening - contraction - churn) / opening, over 12 months',
    source: 'ChartMogul',
    unit: 'share',
    kind: 'stock',
    options: 'window: 12 months',
    tables: ['orders', 'subscriptions'],
  },
  facts: [subscriptionMovements],
  measure: async (load, context) =>
    context.supplied.has('subscriptions')
      ? grossRetention(await load(subscriptionMovements), context)
      : NOTHING_MEASURED,
};
