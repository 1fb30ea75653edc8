import type { Metric } from '../metric.ts';
import { rfmScores } from './fact.ts';
import { rfm } from './rfm.ts';

export const rfmMetric: Metric = {
  definition: {
    id: 'rfm',
    name: 'RFM groups',
    question: 'Who is active, frequent and big?',
    formula: 'customers by thirds of last order, number of orders and net sales up to the close',
    source: 'Hughes, Strategic Database Marketing; Klaviyo, RFM groups from scores 1 to 3',
    unit: 'count',
    kind: 'stock',
    options: 'scores: 1-3; line: share',
    tables: ['orders'],
  },
  facts: [rfmScores],
  measure: async (load, context) => rfm(await load(rfmScores), context),
};
