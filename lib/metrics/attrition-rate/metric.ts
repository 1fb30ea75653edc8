import { lapses } from '../clv-simple/facts.ts';
import { subscriptionMovements } from '../facts/subscriptions/subscription-movements.ts';
import type { Metric } from '../metric.ts';
import { ofBuyers, ofSubscribers } from '../retention-rate/retention-rate.ts';

export const attritionRateMetric: Metric = {
  definition: {
    id: 'attrition-rate',
    name: 'Attrition rate',
    question: 'How many of the customers at the start of the month left?',
    formula: '1 - retention rate',
    source: 'adalotin.fr; ChartMogul',
    unit: 'share',
    kind: 'flow',
    options: 'basis: subscriptions where supplied, else orders (active: an order in six months)',
    tables: ['orders'],
  },
  facts: [subscriptionMovements, lapses],
  measure: async (load, context) =>
    context.supplied.has('subscriptions')
      ? ofSubscribers(await load(subscriptionMovements), 'attrition-rate', context)
      : ofBuyers(await load(lapses), 'attrition-rate', context),
};
