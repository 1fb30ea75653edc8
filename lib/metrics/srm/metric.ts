import { experimentOutcomes, experimentPlans } from '../facts/experiments/experiments.ts';
import { NOTHING_MEASURED } from '../measured.ts';
import type { Metric } from '../metric.ts';
import { sampleRatios } from './srm.ts';

export const srmMetric: Metric = {
  definition: {
    id: 'srm',
    name: 'Sample ratio',
    question: 'Were customers assigned to the variants as planned?',
    formula:
      'chi-squared of assigned customers against the planned split; p below 0.001 blocks the result',
    source: 'Fabijan et al. (2019), Diagnosing Sample Ratio Mismatch, KDD',
    unit: 'ratio',
    kind: 'window',
    options: 'part: p, chi2',
    tables: ['orders', 'experiments', 'experiment_assignments'],
  },
  facts: [experimentPlans, experimentOutcomes],
  measure: async (load, context) =>
    context.supplied.has('experiments') && context.supplied.has('experiment_assignments')
      ? sampleRatios(
          { plans: await load(experimentPlans), outcomes: await load(experimentOutcomes) },
          context,
        )
      : NOTHING_MEASURED,
};
