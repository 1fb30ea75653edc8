import { deliveredDays } from '../facts/deliveries/delivered-days.ts';
import { NOTHING_MEASURED } from '../measured.ts';
import type { Metric } from '../metric.ts';
import { completeness } from './completeness.ts';

export const completenessMetric: Metric = {
  definition: {
    id: 'completeness',
    name: 'Completeness',
    question: 'Are all rows of the week there?',
    formula: 'rows of the week / sum over its weekdays of the median of the eight weeks before',
    source: 'Elementary: volume against the usual weekday',
    unit: 'share',
    kind: 'flow',
    options: 'table',
    tables: ['orders'],
  },
  facts: [deliveredDays],
  measure: async (load, context) => ({
    ...NOTHING_MEASURED,
    figures: completeness(await load(deliveredDays), context),
  }),
};
