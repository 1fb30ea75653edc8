import { loadRetention, RETENTION_FACTS } from '../clv-constant/retained-margin.ts';
import type { Metric } from '../metric.ts';
import { averageLifetime } from './average-lifetime.ts';
import { lives } from './fact.ts';

export const averageLifetimeMetric: Metric = {
  definition: {
    id: 'average-lifetime',
    name: 'Average lifetime',
    question: 'How long does a customer stay?',
    formula:
      'area under the survival curve S(t) up to the horizon; 1 / churn only where churn is flat',
    source: 'Kaplan & Meier (1958), Nonparametric estimation from incomplete observations',
    unit: 'days',
    kind: 'stock',
    options: 'basis: orders, subscriptions; horizon=24 mo; method: inverse-churn',
    tables: ['orders'],
  },
  facts: [lives, ...RETENTION_FACTS],
  measure: async (load, context) =>
    averageLifetime({ lives: await load(lives), retention: await loadRetention(load) }, context),
};
