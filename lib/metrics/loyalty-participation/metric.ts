import { loyaltyMonth } from '../facts/loyalty/loyalty-month.ts';
import { NOTHING_MEASURED } from '../measured.ts';
import type { Metric } from '../metric.ts';
import { loyaltyParticipation } from './loyalty-participation.ts';

export const loyaltyParticipationMetric: Metric = {
  definition: {
    id: 'loyalty-participation',
    name: 'Loyalty participation',
    question: 'How many of those who order are members of the loyalty programme?',
    formula: 'members who ordered / customers who ordered',
    source:
      'Berman (2006), Developing an Effective Customer Loyalty Program, California Management Review 49(1)',
    unit: 'share',
    kind: 'flow',
    options: 'part: net-sales-per-customer of members and others (basis: association)',
    tables: ['orders', 'loyalty_tiers'],
  },
  facts: [loyaltyMonth],
  measure: async (load, context) =>
    context.supplied.has('loyalty_tiers')
      ? loyaltyParticipation(await load(loyaltyMonth), context)
      : NOTHING_MEASURED,
};
