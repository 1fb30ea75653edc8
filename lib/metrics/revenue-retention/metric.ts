import { cohortActivity } from '../facts/cohorts/cohort-activity.ts';
import type { Metric } from '../metric.ts';
import { revenueRetention } from './revenue-retention.ts';

export const revenueRetentionMetric: Metric = {
  definition: {
    id: 'revenue-retention',
    name: 'Revenue retention',
    question: 'How much of its first month does a cohort still spend in each later month?',
    formula: 'net sales of the cohort in month k / net sales of the cohort in its month of entry',
    source: 'ChartMogul: net revenue retention by cohort; refunds at their age (cohort view)',
    unit: 'share',
    kind: 'window',
    options: '',
    tables: ['orders'],
  },
  facts: [cohortActivity],
  measure: async (load, context) => revenueRetention(await load(cohortActivity), context),
};
