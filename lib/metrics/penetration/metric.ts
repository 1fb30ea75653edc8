import { heldFamilies } from '../facts/equipment/equipment.ts';
import type { Metric } from '../metric.ts';
import { penetration } from './penetration.ts';

export const penetrationMetric: Metric = {
  definition: {
    id: 'penetration',
    name: 'Penetration',
    question: 'How many customers hold a family of products?',
    formula: 'holders of the family / active customers',
    source: 'Farris et al., Marketing Metrics (2020): penetration',
    unit: 'share',
    kind: 'stock',
    options: 'held: as for equipment-rate; at the quarter close',
    tables: ['orders'],
  },
  facts: [heldFamilies],
  measure: async (load, context) => penetration(await load(heldFamilies), context),
};
