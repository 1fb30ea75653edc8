import type { Metric } from '../metric.ts';
import { clvConstant } from './clv-constant.ts';
import { loadRetention, RETENTION_FACTS } from './retained-margin.ts';

export const clvConstantMetric: Metric = {
  definition: {
    id: 'clv-constant',
    name: 'CLV at constant retention',
    question: 'What is a customer worth if each month keeps the same share of them?',
    formula: 'm (1 + d) / (1 + d - r); with the first margin after a month m r / (1 + d - r)',
    source: 'Gupta & Lehmann (2005), Managing Customers as Investments',
    unit: 'money',
    kind: 'stock',
    options: 'timing: now, end; part: margin, retention',
    tables: ['orders'],
  },
  facts: RETENTION_FACTS,
  measure: async (load, context) => clvConstant(await loadRetention(load), context),
};
