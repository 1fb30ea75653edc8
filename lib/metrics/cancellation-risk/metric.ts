import { NOTHING_MEASURED } from '../measured.ts';
import type { Metric } from '../metric.ts';
import { cancellationRisk } from './cancellation-risk.ts';
import { FLAGS, subscriberRisk } from './subscriber-risk.ts';

export const cancellationRiskMetric: Metric = {
  definition: {
    id: 'cancellation-risk',
    name: 'Cancellation risk',
    question: 'Who may cancel, and what is it worth?',
    formula:
      'subscribers with a flag / active subscribers; value at risk = chance of the flag × what is still expected',
    source: 'flags and chances of this report; expected payments as contractual CLV',
    unit: 'share',
    kind: 'stock',
    options: FLAGS.map(({ flag, percent }) => `${flag} ${percent} %`).join(', '),
    tables: ['orders', 'subscriptions'],
  },
  facts: [subscriberRisk],
  measure: async (load, context) =>
    context.supplied.has('subscriptions')
      ? cancellationRisk(await load(subscriberRisk), context)
      : NOTHING_MEASURED,
};
