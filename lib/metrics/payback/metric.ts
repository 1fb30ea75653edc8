import { acquisitionSpend } from '../facts/acquisition/acquisition-spend.ts';
import { fixedAge } from '../facts/cohorts/fixed-age.ts';
import { NOTHING_MEASURED } from '../measured.ts';
import type { Metric } from '../metric.ts';
import { payback } from './payback.ts';

export const paybackMetric: Metric = {
  definition: {
    id: 'payback',
    name: 'Payback',
    question: 'When is the cost of winning a cohort earned back?',
    formula: 'first age with cumulative contribution per customer >= fully loaded CAC',
    source: 'Drivepoint, Lifetimely: CAC payback on observed cohorts, linear inside the bucket',
    unit: 'days',
    kind: 'window',
    options: '',
    tables: ['orders', 'marketing_spend'],
  },
  facts: [fixedAge, acquisitionSpend],
  measure: async (load, context) =>
    context.supplied.has('marketing_spend')
      ? payback({ cohorts: await load(fixedAge), spend: await load(acquisitionSpend) }, context)
      : NOTHING_MEASURED,
};
