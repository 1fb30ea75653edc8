import { halfYear, lapses } from '../clv-simple/facts.ts';
import { marketingMonths } from '../facts/acquisition/marketing-months.ts';
import { subscriptionMovements } from '../facts/subscriptions/subscription-movements.ts';
import { NOTHING_MEASURED } from '../measured.ts';
import type { Metric } from '../metric.ts';
import { recurringPayback } from './payback-mrr.ts';

export const paybackMrrMetric: Metric = {
  definition: {
    id: 'payback-mrr',
    name: 'MRR payback',
    question: 'In how many months does new recurring revenue earn back its sales and marketing?',
    formula: 'sales and marketing spend / (new MRR × margin), of the same month',
    source: 'SaaS metrics standards board (imboard); metrickittools',
    unit: 'ratio',
    kind: 'flow',
    options: 'lag: 0',
    tables: ['orders', 'subscriptions', 'marketing_spend'],
  },
  facts: [subscriptionMovements, marketingMonths, lapses, halfYear],
  measure: async (load, context) => {
    const { supplied } = context;
    if (!supplied.has('subscriptions') || !supplied.has('marketing_spend')) return NOTHING_MEASURED;
    const movements = await load(subscriptionMovements);
    const spend = await load(marketingMonths);
    const margin = { lapses: await load(lapses), halfYear: await load(halfYear) };
    return recurringPayback({ movements, spend, ...margin }, context);
  },
};
