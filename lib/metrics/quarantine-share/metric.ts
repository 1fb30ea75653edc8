import { NOTHING_MEASURED } from '../measured.ts';
import type { Metric } from '../metric.ts';
import { quarantineShare } from './quarantine-share.ts';

/** Intake has counted already: there is nothing to ask the engine. */
export const quarantineShareMetric: Metric = {
  definition: {
    id: 'quarantine-share',
    name: 'Quarantined rows',
    question: 'How many rows were set aside?',
    formula: 'rows set aside / rows delivered, over the whole delivery',
    source: 'Great Expectations: unexpected percent',
    unit: 'share',
    kind: 'stock',
    options: 'table',
    tables: ['orders'],
  },
  facts: [],
  measure: async (_, context) => ({ ...NOTHING_MEASURED, figures: quarantineShare(context) }),
};
