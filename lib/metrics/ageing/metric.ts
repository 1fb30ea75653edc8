import { receivableSegments } from '../facts/receivables/receivable-segments.ts';
import { receivables } from '../facts/receivables/receivables.ts';
import { NOTHING_MEASURED } from '../measured.ts';
import type { Metric } from '../metric.ts';
import { ageing } from './ageing.ts';

export const ageingMetric: Metric = {
  definition: {
    id: 'ageing',
    name: 'Ageing of receivables',
    question: 'What is unpaid, and for how long?',
    formula:
      'open amount of invoices by days past due at the month close; total = sum of the buckets',
    source: 'IFRS 9, B5.5.35 (provision matrix by days past due)',
    unit: 'money',
    kind: 'stock',
    options:
      'bucket: current, 1-30, 31-60, 61-90, over-90 days past due; disputed apart; total; past-due (1-30 to over-90)',
    tables: ['orders', 'invoices'],
  },
  facts: [receivables, receivableSegments],
  measure: async (load, context) =>
    context.supplied.has('invoices')
      ? ageing(
          { closes: await load(receivables), segments: await load(receivableSegments) },
          context,
        )
      : NOTHING_MEASURED,
};
