import { lapses } from '../clv-simple/facts.ts';
import { subscriptionMovements } from '../facts/subscriptions/subscription-movements.ts';
import type { Metric } from '../metric.ts';
import { ofBuyers, ofSubscribers } from './retention-rate.ts';

export const retentionRateMetric: Metric = {
  definition: {
    id: 'retention-rate',
    name: 'Retention rate',
    question: 'How many of the customers at the start of the month stayed?',
    formula: '(E - N) / S: at end, of them acquired in the month and still there, at start',
    source: 'adalotin.fr; ChartMogul',
    unit: 'share',
    kind: 'flow',
    options: 'basis: subscriptions where supplied, else orders (active: an order in six months)',
    tables: ['orders'],
  },
  facts: [subscriptionMovements, lapses],
  measure: async (load, context) =>
    context.supplied.has('subscriptions')
      ? ofSubscribers(await load(subscriptionMovements), 'retention-rate', context)
      : ofBuyers(await load(lapses), 'retention-rate', context),
};
