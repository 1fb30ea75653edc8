import { marketingMonths } from '../facts/acquisition/marketing-months.ts';
import { subscriptionMovements } from '../facts/subscriptions/subscription-movements.ts';
import { NOTHING_MEASURED } from '../measured.ts';
import type { Metric } from '../metric.ts';
import { magicNumber } from './magic-number.ts';

export const magicNumberMetric: Metric = {
  definition: {
    id: 'magic-number',
    name: 'Magic number',
    question: 'How much annual recurring revenue does sales and marketing add?',
    formula: 'net new ARR of the quarter / sales and marketing spend of the prior quarter',
    source: 'Scale Venture Partners; SaaSGrid',
    unit: 'ratio',
    kind: 'flow',
    options: '',
    tables: ['orders', 'subscriptions', 'marketing_spend'],
  },
  facts: [subscriptionMovements, marketingMonths],
  measure: async (load, context) => {
    const { supplied } = context;
    if (!supplied.has('subscriptions') || !supplied.has('marketing_spend')) return NOTHING_MEASURED;
    const movements = await load(subscriptionMovements);
    return magicNumber({ movements, spend: await load(marketingMonths) }, context);
  },
};
