import { subscriptionDays } from '../facts/subscriptions/subscription-days.ts';
import { subscriptionMovements } from '../facts/subscriptions/subscription-movements.ts';
import { NOTHING_MEASURED } from '../measured.ts';
import type { Metric } from '../metric.ts';
import { logoChurn } from './logo-churn.ts';

export const logoChurnMetric: Metric = {
  definition: {
    id: 'logo-churn',
    name: 'Logo churn',
    question: 'How many subscribers are lost?',
    formula:
      'churned in the month, less joined-and-churned and churned-and-reactivated / customers at start',
    source: 'ChartMogul; Stripe glossary of churn; dbt MRR playbook',
    unit: 'share',
    kind: 'flow',
    options:
      'variant: standard (default), stripe30, daily-sum; reason: voluntary, involuntary, unknown',
    tables: ['orders', 'subscriptions'],
  },
  facts: [subscriptionMovements, subscriptionDays],
  measure: async (load, context) => {
    if (!context.supplied.has('subscriptions')) return NOTHING_MEASURED;
    const movements = await load(subscriptionMovements);
    return logoChurn({ movements, days: await load(subscriptionDays) }, context);
  },
};
