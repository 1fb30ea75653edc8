import { subscriptionMovements } from '../facts/subscriptions/subscription-movements.ts';
import { NOTHING_MEASURED } from '../measured.ts';
import type { Metric } from '../metric.ts';
import { mrrMovements } from './mrr-movements.ts';

export const mrrMovementsMetric: Metric = {
  definition: {
    id: 'mrr-movements',
    name: 'MRR movements',
    question: 'Why did monthly recurring revenue move?',
    formula: 'opening + new + reactivation + expansion - contraction - churn +/- FX = closing',
    source: 'dbt MRR playbook; ChartMogul',
    unit: 'money',
    kind: 'flow',
    options: 'part: opening, new, reactivation, expansion, contraction, churn, fx, closing',
    tables: ['orders', 'subscriptions'],
  },
  facts: [subscriptionMovements],
  measure: async (load, context) =>
    context.supplied.has('subscriptions')
      ? mrrMovements(await load(subscriptionMovements), context)
      : NOTHING_MEASURED,
};
