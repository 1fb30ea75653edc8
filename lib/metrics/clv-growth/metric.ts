import { loadRetention, RETENTION_FACTS } from '../clv-constant/retained-margin.ts';
import { cohortActivity } from '../facts/cohorts/cohort-activity.ts';
import type { Metric } from '../metric.ts';
import { clvGrowth } from './clv-growth.ts';

export const clvGrowthMetric: Metric = {
  definition: {
    id: 'clv-growth',
    name: 'CLV with growing margin',
    question: 'What is a customer worth if those who stay bring more each month?',
    formula: 'a / (1 - K) + g K / (1 - K)^2, K = (1 - churn) / (1 + d)',
    source: 'Skok (2016), What is your true customer lifetime value?',
    unit: 'money',
    kind: 'stock',
    options: 'part: growth',
    tables: ['orders'],
  },
  facts: [...RETENTION_FACTS, cohortActivity],
  measure: async (load, context) =>
    clvGrowth(
      { retention: await loadRetention(load), activity: await load(cohortActivity) },
      context,
    ),
};
