import { equipment } from '../facts/equipment/equipment.ts';
import type { Metric } from '../metric.ts';
import { multiEquipped } from './multi-equipped.ts';

export const multiEquippedMetric: Metric = {
  definition: {
    id: 'multi-equipped',
    name: 'Customers with several products',
    question: 'How many customers hold two products or more?',
    formula: 'holders of at least 2 products / active customers',
    source: 'French banking practice: taux de multi-équipement',
    unit: 'share',
    kind: 'stock',
    options: 'held: as for equipment-rate',
    tables: ['orders'],
  },
  facts: [equipment],
  measure: async (load, context) => multiEquipped(await load(equipment), context),
};
