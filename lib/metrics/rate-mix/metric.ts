import { weeklyFlow } from '../facts/week/weekly-flow.ts';
import type { Metric } from '../metric.ts';
import { rateMix } from './rate-mix.ts';

export const rateMixMetric: Metric = {
  definition: {
    id: 'rate-mix',
    name: 'Rate and mix',
    question: 'Did margins move, or did the mix of segments?',
    formula:
      'rate = sum of mean weight × change in margin; mix = sum of mean margin × change in weight; weight = share of net revenue',
    source:
      'Edgeworth (1925) and Marshall (1887), means of two periods; price, volume and mix analysis of controllers',
    unit: 'share',
    kind: 'flow',
    options: 'of=contribution-share; part: rate, mix; scheme: the first registered one',
    tables: ['orders'],
  },
  facts: [weeklyFlow],
  measure: async (load, context) => rateMix(await load(weeklyFlow), context),
};
