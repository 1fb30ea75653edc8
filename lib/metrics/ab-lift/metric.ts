import { experimentOutcomes, experimentPlans } from '../facts/experiments/experiments.ts';
import { NOTHING_MEASURED } from '../measured.ts';
import type { Metric } from '../metric.ts';
import { experimentLifts } from './ab-lift.ts';

export const abLiftMetric: Metric = {
  definition: {
    id: 'ab-lift',
    name: 'Effect of an experiment',
    question: 'Did the variant do better than the control?',
    formula:
      'variant − control over all who were assigned: share who ordered, net sales and contribution each, within 28 days',
    source: 'Welch (1947), Biometrika 34; Holm (1979), Scandinavian Journal of Statistics 6',
    unit: 'share',
    kind: 'window',
    options:
      'metric: conversion, net-sales, contribution; part: p (Holm), verdict (1, 0, -1); window: 28 d after assignment',
    tables: ['orders', 'experiments', 'experiment_assignments'],
  },
  facts: [experimentPlans, experimentOutcomes],
  measure: async (load, context) =>
    context.supplied.has('experiments') && context.supplied.has('experiment_assignments')
      ? experimentLifts(
          { plans: await load(experimentPlans), outcomes: await load(experimentOutcomes) },
          context,
        )
      : NOTHING_MEASURED,
};
