import { weeklyFlow } from '../facts/week/weekly-flow.ts';
import type { Metric } from '../metric.ts';
import { returningShare } from './returning-share.ts';

export const returningShareMetric: Metric = {
  definition: {
    id: 'returning-share',
    name: 'Returning share',
    question: 'How many of the buyers had bought before?',
    formula: 'ordering customers who had ordered on an earlier day / ordering customers',
    source: 'French practice: taux de fidélité',
    unit: 'share',
    kind: 'flow',
    options: '',
    tables: ['orders'],
  },
  facts: [weeklyFlow],
  measure: async (load, context) => returningShare(await load(weeklyFlow), context),
};
