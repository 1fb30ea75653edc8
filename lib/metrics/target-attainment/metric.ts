import { NOTHING_MEASURED } from '../measured.ts';
import type { Metric } from '../metric.ts';
import { targetAttainment } from './target-attainment.ts';
import { targets } from './targets.ts';

export const targetAttainmentMetric: Metric = {
  definition: {
    id: 'target-attainment',
    name: 'Target attainment',
    question: 'Is each figure on target?',
    formula:
      'actual / target where higher is better, target / actual where lower is; target <= 0: actual - target',
    source: 'Peel: actual against target; RAG at 100 % and at 100 % less the tolerance',
    unit: 'share',
    kind: 'flow',
    options: 'of; direction; tolerance (default 5 %); owner; version: the highest delivered',
    tables: ['orders', 'targets'],
  },
  facts: [targets],
  measure: async () => NOTHING_MEASURED,
  derive: async (measured, load, context) =>
    context.supplied.has('targets') ? targetAttainment(await load(targets), measured, context) : [],
};
