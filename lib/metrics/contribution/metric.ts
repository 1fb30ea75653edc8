import { customerProfit } from '../facts/profit/customer-profit.ts';
import { mergeMeasured, NOTHING_MEASURED } from '../measured.ts';
import type { Metric } from '../metric.ts';
import { contributionByMonth } from './by-month.ts';
import { contributionBySegment } from './by-segment.ts';
import { contributionMonths, contributionYear } from './facts.ts';

export const contributionMetric: Metric = {
  definition: {
    id: 'contribution',
    name: 'Contribution',
    question: 'What is left after every cost that customers cause?',
    formula:
      'CM1 = net revenue - cost of goods; CM2 = CM1 - fulfilment and fees; CM3 = CM2 - cost to serve - retention marketing',
    source: 'Crux, contribution margin steps CM1 to CM3',
    unit: 'money',
    kind: 'flow',
    options:
      'step: cm1, cm2, cost-to-serve, retention-marketing, cm3; window: month, 365 d; part: customers, per-customer',
    tables: ['orders'],
  },
  facts: [contributionMonths, contributionYear, customerProfit],
  measure: async (load, context) => {
    if (context.marginBasis === 'revenue') return NOTHING_MEASURED;
    const rows = { year: await load(contributionYear), profit: await load(customerProfit) };
    return mergeMeasured([
      contributionByMonth(await load(contributionMonths), context),
      contributionBySegment(rows, context),
    ]);
  },
};
