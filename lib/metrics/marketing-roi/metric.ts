import { acquisitionSpend } from '../facts/acquisition/acquisition-spend.ts';
import { fixedAge } from '../facts/cohorts/fixed-age.ts';
import { NOTHING_MEASURED } from '../measured.ts';
import type { Metric } from '../metric.ts';
import { marketingRoi } from './marketing-roi.ts';

export const marketingRoiMetric: Metric = {
  definition: {
    id: 'marketing-roi',
    name: 'Marketing ROI (attributed)',
    question: 'Did the spend pay?',
    formula: '(contribution of the customers won, by 180 days - spend) / spend',
    source: 'Farris et al., Marketing Metrics (2020): return on marketing investment',
    unit: 'ratio',
    kind: 'window',
    options: 'horizon: 180 d; attribution: last (entry channel)',
    tables: ['orders', 'marketing_spend'],
  },
  facts: [fixedAge, acquisitionSpend],
  measure: async (load, context) =>
    context.supplied.has('marketing_spend')
      ? marketingRoi(
          { cohorts: await load(fixedAge), spend: await load(acquisitionSpend) },
          context,
        )
      : NOTHING_MEASURED,
};
