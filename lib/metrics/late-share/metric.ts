import { deliveredDays } from '../facts/deliveries/delivered-days.ts';
import { NOTHING_MEASURED } from '../measured.ts';
import type { Metric } from '../metric.ts';
import { lateShare } from './late-share.ts';

export const lateShareMetric: Metric = {
  definition: {
    id: 'late-share',
    name: 'Late rows',
    question: 'How many rows of the week came late?',
    formula:
      'rows of the week with updated_at more than a day after the event / rows of the week with an updated_at of their own',
    source: 'Elementary: late-arriving rows; rule G6: lateness of a day',
    unit: 'share',
    kind: 'flow',
    options: 'table',
    tables: ['orders'],
  },
  facts: [deliveredDays],
  measure: async (load, context) => ({
    ...NOTHING_MEASURED,
    figures: lateShare(await load(deliveredDays), context),
  }),
};
