import { cohortActivity } from '../facts/cohorts/cohort-activity.ts';
import type { Metric } from '../metric.ts';
import { clvCurve } from './clv-curve.ts';

export const clvCurveMetric: Metric = {
  definition: {
    id: 'clv-curve',
    name: 'CLV by the curve',
    question:
      'What does a customer bring over the months that cohorts have lived, in money of today?',
    formula:
      'sum over t < H of f(t) (1 + d)^-t; f(t) = contribution at age t / members at entry, ripe cohorts',
    source:
      'Gupta & Lehmann (2005): discounted margins of cohorts; N-day cohort value as Drivepoint reports it',
    unit: 'money',
    kind: 'stock',
    options: 'horizon=36 mo; tail: none, geometric; part: extrapolated-share, months-observed',
    tables: ['orders'],
  },
  facts: [cohortActivity],
  measure: async (load, context) => clvCurve(await load(cohortActivity), context),
};
