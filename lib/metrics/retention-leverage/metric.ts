import { loadRetention, RETENTION_FACTS } from '../clv-constant/retained-margin.ts';
import { cohortActivity } from '../facts/cohorts/cohort-activity.ts';
import type { Metric } from '../metric.ts';
import { retentionLeverage } from './retention-leverage.ts';

export const retentionLeverageMetric: Metric = {
  definition: {
    id: 'retention-leverage',
    name: 'Retention leverage',
    question: 'How much more would a customer bring if five points more stayed?',
    formula:
      'CLV(r + delta) / CLV(r) - 1 on our own curve; relative: CLV(r (1 + delta)) / CLV(r) - 1',
    source:
      'Gupta & Lehmann (2005); Sharp, marketingscience.info, on why no general percentage holds',
    unit: 'share',
    kind: 'stock',
    options: 'change: points, relative; curve: ripe, constant; delta=5 %',
    tables: ['orders'],
  },
  facts: [...RETENTION_FACTS, cohortActivity],
  measure: async (load, context) =>
    retentionLeverage(
      { retention: await loadRetention(load), activity: await load(cohortActivity) },
      context,
    ),
};
