import { pointsCohorts } from '../facts/loyalty/points-cohorts.ts';
import { NOTHING_MEASURED } from '../measured.ts';
import type { Metric } from '../metric.ts';
import { BREAKAGE, pointsRates } from '../points-rate.ts';

export const breakageRateMetric: Metric = {
  definition: {
    id: 'breakage-rate',
    name: 'Breakage rate',
    question: 'What part of the points given is lost?',
    formula: 'points expired by the end of the window / points issued in the month',
    source: 'IFRS 15, B44-B47 (customers’ unexercised rights); oldest points first',
    unit: 'share',
    kind: 'window',
    options: 'age: 13 fiscal months after the month of issue',
    tables: ['orders', 'loyalty_ledger'],
  },
  facts: [pointsCohorts],
  measure: async (load, context) =>
    context.supplied.has('loyalty_ledger')
      ? pointsRates(await load(pointsCohorts), BREAKAGE, context)
      : NOTHING_MEASURED,
};
