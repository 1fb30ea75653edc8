import { subscriptionMovements } from '../facts/subscriptions/subscription-movements.ts';
import { NOTHING_MEASURED } from '../measured.ts';
import type { Metric } from '../metric.ts';
import { burnMultiple } from './burn-multiple.ts';
import { netBurn } from './net-burn.ts';

export const burnMultipleMetric: Metric = {
  definition: {
    id: 'burn-multiple',
    name: 'Burn multiple',
    question: 'How much cash is burnt for each unit of annual recurring revenue added?',
    formula: 'net burn of the quarter / net new ARR of the quarter',
    source: 'David Sacks, The Burn Multiple (2020)',
    unit: 'ratio',
    kind: 'flow',
    options: '',
    tables: ['orders', 'subscriptions', 'ledger_totals'],
  },
  facts: [subscriptionMovements, netBurn],
  measure: async (load, context) => {
    const { supplied } = context;
    if (!supplied.has('subscriptions') || !supplied.has('ledger_totals')) return NOTHING_MEASURED;
    const burn = await load(netBurn);
    if (burn.length === 0) return NOTHING_MEASURED;
    return burnMultiple({ movements: await load(subscriptionMovements), burn }, context);
  },
};
