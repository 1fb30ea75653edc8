import { heldFamilies } from '../facts/equipment/equipment.ts';
import type { Metric } from '../metric.ts';
import { attachRate } from './attach-rate.ts';

export const attachRateMetric: Metric = {
  definition: {
    id: 'attach-rate',
    name: 'Attach rate',
    question: 'Who holds one family of products beside another?',
    formula: 'holders of both families / holders of the first',
    source:
      'Farris et al., Marketing Metrics (2020): attach rate; Agrawal et al. (1993), confidence of a rule',
    unit: 'share',
    kind: 'stock',
    options:
      'held: as for equipment-rate; at the quarter close, in whichever order they were bought',
    tables: ['orders'],
  },
  facts: [heldFamilies],
  measure: async (load, context) => attachRate(await load(heldFamilies), context),
};
