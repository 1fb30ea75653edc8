import { acquisitionPaid } from '../facts/acquisition/acquisition-paid.ts';
import { acquisitionSpend } from '../facts/acquisition/acquisition-spend.ts';
import { weeklyFlow } from '../facts/week/weekly-flow.ts';
import { NOTHING_MEASURED } from '../measured.ts';
import type { Metric } from '../metric.ts';
import { paidAcquisitionCost } from './cac-paid.ts';

export const cacPaidMetric: Metric = {
  definition: {
    id: 'cac-paid',
    name: 'CAC, paid',
    question: 'What does a bought customer cost?',
    formula: 'media spend for acquisition / new customers attributed to paid media',
    source: 'Drivepoint, Daasity: paid CAC',
    unit: 'money',
    kind: 'flow',
    options:
      'lag: 0; attribution: as supplied, else last touch within 30 days before the first order',
    tables: ['orders', 'marketing_spend'],
  },
  facts: [weeklyFlow, acquisitionPaid, acquisitionSpend],
  measure: async (load, context) =>
    context.supplied.has('marketing_spend')
      ? paidAcquisitionCost(
          {
            flow: await load(weeklyFlow),
            paid: await load(acquisitionPaid),
            spend: await load(acquisitionSpend),
          },
          context,
        )
      : NOTHING_MEASURED,
};
