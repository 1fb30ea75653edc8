import { pointsCohorts } from '../facts/loyalty/points-cohorts.ts';
import { NOTHING_MEASURED } from '../measured.ts';
import type { Metric } from '../metric.ts';
import { pointsRates, REDEMPTION } from '../points-rate.ts';

export const redemptionRateMetric: Metric = {
  definition: {
    id: 'redemption-rate',
    name: 'Redemption rate',
    question: 'What part of the points given is used?',
    formula: 'points redeemed by the end of the window / points issued in the month',
    source: 'IFRS 15, B44-B47 (customers’ unexercised rights); oldest points first',
    unit: 'share',
    kind: 'window',
    options: 'age: 13 fiscal months after the month of issue',
    tables: ['orders', 'loyalty_ledger'],
  },
  facts: [pointsCohorts],
  measure: async (load, context) =>
    context.supplied.has('loyalty_ledger')
      ? pointsRates(await load(pointsCohorts), REDEMPTION, context)
      : NOTHING_MEASURED,
};
