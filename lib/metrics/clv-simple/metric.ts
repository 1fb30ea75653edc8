import type { Metric } from '../metric.ts';
import { simpleValue } from './clv-simple.ts';
import { halfYear, lapses } from './facts.ts';

export const clvSimpleMetric: Metric = {
  definition: {
    id: 'clv-simple',
    name: 'CLV, quick formula',
    question: 'What is a customer worth, in one line of arithmetic?',
    formula: 'APV x purchase frequency / churn x margin, all per fiscal month',
    source: 'Gupta & Lehmann (2005); ChartMogul: churn as a mean of six closed months',
    unit: 'money',
    kind: 'stock',
    options: 'churn: lapsed after 6 fiscal months without an order; mean of 6 months',
    tables: ['orders'],
  },
  facts: [lapses, halfYear],
  measure: async (load, context) =>
    simpleValue({ lapses: await load(lapses), halfYear: await load(halfYear) }, context),
};
