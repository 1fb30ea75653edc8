import { cohortActivity } from '../facts/cohorts/cohort-activity.ts';
import { fixedAge } from '../facts/cohorts/fixed-age.ts';
import type { Metric } from '../metric.ts';
import { clvHistoric } from './clv-historic.ts';

export const clvHistoricMetric: Metric = {
  definition: {
    id: 'clv-historic',
    name: 'Historic CLV',
    question: 'What has a cohort earned by a given age?',
    formula: 'contribution of the members in [0, age) / members at entry',
    source: 'Drivepoint, Klaviyo: N-day and historic CLV of acquisition cohorts',
    unit: 'money',
    kind: 'window',
    options: 'age: 30, 60, 90, 180, 365 d; grain: month',
    tables: ['orders'],
  },
  facts: [cohortActivity, fixedAge],
  measure: async (load, context) =>
    clvHistoric(await load(cohortActivity), await load(fixedAge), context),
};
