import { acquisitionSpend } from '../facts/acquisition/acquisition-spend.ts';
import { fixedAge } from '../facts/cohorts/fixed-age.ts';
import { NOTHING_MEASURED } from '../measured.ts';
import type { Metric } from '../metric.ts';
import { clvToCac } from './clv-cac.ts';

export const clvCacMetric: Metric = {
  definition: {
    id: 'clv-cac',
    name: 'CLV:CAC',
    question: 'Does the value of a cohort cover what it cost to win?',
    formula: 'contribution of the cohort in [0, horizon) / acquisition spend of its month',
    source: 'Drivepoint, NetSuite: LTV to CAC as a ratio of sums at a fixed horizon',
    unit: 'ratio',
    kind: 'window',
    options: 'horizon: 90, 180, 365 d',
    tables: ['orders', 'marketing_spend'],
  },
  facts: [fixedAge, acquisitionSpend],
  measure: async (load, context) =>
    context.supplied.has('marketing_spend')
      ? clvToCac({ cohorts: await load(fixedAge), spend: await load(acquisitionSpend) }, context)
      : NOTHING_MEASURED,
};
