import { LOST_AFTER_DAYS, paymentOutcomes } from '../facts/receivables/payment-outcomes.ts';
import { receivables } from '../facts/receivables/receivables.ts';
import { NOTHING_MEASURED } from '../measured.ts';
import type { Metric } from '../metric.ts';
import { expectedLoss } from './expected-loss.ts';

export const expectedLossMetric: Metric = {
  definition: {
    id: 'expected-loss',
    name: 'Expected loss',
    question: 'What of the unpaid will not be paid?',
    formula:
      'sum over buckets of open amount × loss rate; loss rate = lost / what reached the bucket unpaid',
    source: 'IFRS 9, B5.5.35 (provision matrix from historical loss rates)',
    unit: 'money',
    kind: 'stock',
    options: `lost: unpaid ${LOST_AFTER_DAYS} days past due; rates of the invoices due in the 365 days before that; part=loss-rate by bucket`,
    tables: ['orders', 'invoices'],
  },
  facts: [receivables, paymentOutcomes],
  measure: async (load, context) =>
    context.supplied.has('invoices')
      ? expectedLoss(
          { open: await load(receivables), outcomes: await load(paymentOutcomes) },
          context,
        )
      : NOTHING_MEASURED,
};
