import { receivables, SALES_MONTHS } from '../facts/receivables/receivables.ts';
import { NOTHING_MEASURED } from '../measured.ts';
import type { Metric } from '../metric.ts';
import { daysSalesOutstanding } from './dso.ts';

export const dsoMetric: Metric = {
  definition: {
    id: 'dso',
    name: 'Days sales outstanding',
    question: 'How slowly are we paid?',
    formula:
      'open receivables at the month close / credit sales of the months before it × their days',
    source: 'Corporate Finance Institute, days sales outstanding',
    unit: 'days',
    kind: 'stock',
    options: `credit sales of ${SALES_MONTHS} fiscal months`,
    tables: ['orders', 'invoices'],
  },
  facts: [receivables],
  measure: async (load, context) =>
    context.supplied.has('invoices')
      ? daysSalesOutstanding(await load(receivables), context)
      : NOTHING_MEASURED,
};
