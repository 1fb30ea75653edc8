import { deliveredDays } from '../facts/deliveries/delivered-days.ts';
import { NOTHING_MEASURED } from '../measured.ts';
import type { Metric } from '../metric.ts';
import { freshness } from './freshness.ts';

export const freshnessMetric: Metric = {
  definition: {
    id: 'freshness',
    name: 'Freshness',
    question: 'How old is the latest row of each table?',
    formula: 'whole days from the latest event of a table to the end of the period',
    source: 'dbt: source freshness',
    unit: 'days',
    kind: 'stock',
    options: 'table',
    tables: ['orders'],
  },
  facts: [deliveredDays],
  measure: async (load, context) => ({
    ...NOTHING_MEASURED,
    figures: freshness(await load(deliveredDays), context),
  }),
};
