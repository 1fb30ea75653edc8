import { fixedAge } from '../facts/cohorts/fixed-age.ts';
import type { Metric } from '../metric.ts';
import { repeatRate } from './repeat-rate.ts';

export const repeatRateMetric: Metric = {
  definition: {
    id: 'repeat-rate',
    name: 'Repeat rate',
    question: 'Who buys again within 90 days?',
    formula: 'members with at least 2 orders within 90 days of entry / members of the cohort',
    source: 'Shopify and Lifetimely: repeat purchase rate at a fixed age',
    unit: 'share',
    kind: 'window',
    options: 'age=90 d',
    tables: ['orders'],
  },
  facts: [fixedAge],
  measure: async (load, context) => repeatRate(await load(fixedAge), context),
};
