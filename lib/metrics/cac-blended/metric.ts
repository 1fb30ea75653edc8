import { acquisitionSpend } from '../facts/acquisition/acquisition-spend.ts';
import { weeklyFlow } from '../facts/week/weekly-flow.ts';
import { NOTHING_MEASURED } from '../measured.ts';
import type { Metric } from '../metric.ts';
import { blendedAcquisitionCost } from './cac-blended.ts';

export const cacBlendedMetric: Metric = {
  definition: {
    id: 'cac-blended',
    name: 'CAC, blended',
    question: 'What does a new customer cost in media?',
    formula: 'media spend for acquisition / all new customers',
    source: 'Drivepoint, metrickittools: blended CAC',
    unit: 'money',
    kind: 'flow',
    options: 'lag: 0',
    tables: ['orders', 'marketing_spend'],
  },
  facts: [weeklyFlow, acquisitionSpend],
  measure: async (load, context) =>
    context.supplied.has('marketing_spend')
      ? blendedAcquisitionCost(
          { flow: await load(weeklyFlow), spend: await load(acquisitionSpend) },
          context,
        )
      : NOTHING_MEASURED,
};
