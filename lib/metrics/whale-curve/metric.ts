import { customerProfit } from '../facts/profit/customer-profit.ts';
import { NOTHING_MEASURED } from '../measured.ts';
import type { Metric } from '../metric.ts';
import { whaleCurve } from './whale-curve.ts';

export const whaleCurveMetric: Metric = {
  definition: {
    id: 'whale-curve',
    name: 'Whale curve, peak',
    question: 'What would profit be without the customers who cost more than they earn?',
    formula: 'sum of positive CM3 / total CM3, over 365 days',
    source: 'Kaplan & Narayanan (2001), Measuring and managing customer profitability',
    unit: 'share',
    kind: 'stock',
    options: 'part: total',
    tables: ['orders'],
  },
  facts: [customerProfit],
  measure: async (load, context) =>
    context.marginBasis === 'revenue'
      ? NOTHING_MEASURED
      : whaleCurve(await load(customerProfit), context),
};
