import { weeklyFlow } from '../facts/week/weekly-flow.ts';
import { NOTHING_MEASURED } from '../measured.ts';
import type { Metric } from '../metric.ts';
import { targets } from '../target-attainment/targets.ts';
import { monthToDate, pacing } from './pacing.ts';

export const pacingMetric: Metric = {
  definition: {
    id: 'pacing',
    name: 'Pacing',
    question: 'Is the open month on course?',
    formula:
      'actual to date / (target of the month x share of it that was done by then a year ago)',
    source: 'Peel: pacing against a seasonal target',
    unit: 'share',
    kind: 'stock',
    options: 'of: net-sales, net-revenue, contribution; owner; version: the highest delivered',
    tables: ['orders', 'targets'],
  },
  facts: [targets, monthToDate, weeklyFlow],
  measure: async (load, context) => {
    if (!context.supplied.has('targets')) return NOTHING_MEASURED;
    const [planned, months, weeks] = await Promise.all([
      load(targets),
      load(monthToDate),
      load(weeklyFlow),
    ]);
    return pacing(planned, { months, weeks }, context);
  },
};
