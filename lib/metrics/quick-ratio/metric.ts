import { subscriptionMovements } from '../facts/subscriptions/subscription-movements.ts';
import { NOTHING_MEASURED } from '../measured.ts';
import type { Metric } from '../metric.ts';
import { quickRatio } from './quick-ratio.ts';

export const quickRatioMetric: Metric = {
  definition: {
    id: 'quick-ratio',
    name: 'Quick ratio',
    question: 'How much recurring revenue is won for each unit lost?',
    formula: '(new + expansion + reactivation) / (contraction + churn)',
    source: 'Mamoon Hamid, Social Capital; ChartMogul',
    unit: 'ratio',
    kind: 'flow',
    options: '',
    tables: ['orders', 'subscriptions'],
  },
  facts: [subscriptionMovements],
  measure: async (load, context) =>
    context.supplied.has('subscriptions')
      ? quickRatio(await load(subscriptionMovements), context)
      : NOTHING_MEASURED,
};
