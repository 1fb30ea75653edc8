import { loyaltyMonth } from '../facts/loyalty/loyalty-month.ts';
import { loyaltyQuarter } from '../facts/loyalty/loyalty-quarter.ts';
import { mergeMeasured, NOTHING_MEASURED } from '../measured.ts';
import type { Metric } from '../metric.ts';
import { tierMonth } from './tier-month.ts';
import { tierQuarter } from './tier-quarter.ts';

export const tierScorecardMetric: Metric = {
  definition: {
    id: 'tier-scorecard',
    name: 'Loyalty tiers',
    question: 'What is a loyalty tier worth?',
    formula:
      'members of the tier, who of them ordered, net sales, contribution, retention and moves between tiers',
    source: 'Drèze & Nunes (2009), Feeling Superior, Journal of Consumer Research 35(6)',
    unit: 'count',
    kind: 'stock',
    options:
      'line: ordering-customers, net-sales, contribution (month), members, retention, moves (quarter close)',
    tables: ['orders', 'loyalty_tiers'],
  },
  facts: [loyaltyMonth, loyaltyQuarter],
  measure: async (load, context) =>
    context.supplied.has('loyalty_tiers')
      ? mergeMeasured([
          tierMonth(await load(loyaltyMonth), context),
          tierQuarter(await load(loyaltyQuarter), context),
        ])
      : NOTHING_MEASURED,
};
