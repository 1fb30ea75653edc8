import { equipment } from '../facts/equipment/equipment.ts';
import type { Metric } from '../metric.ts';
import { equipmentRate } from './equipment-rate.ts';

export const equipmentRateMetric: Metric = {
  definition: {
    id: 'equipment-rate',
    name: 'Equipment rate',
    question: 'How many products does a customer hold?',
    formula: 'distinct products held / active customers',
    source:
      'French banking practice: taux d’équipement; Kamakura et al. (1991), cross-selling of financial services',
    unit: 'ratio',
    kind: 'stock',
    options: 'held: bought within 730 d and not returned, or subscribed to',
    tables: ['orders'],
  },
  facts: [equipment],
  measure: async (load, context) => equipmentRate(await load(equipment), context),
};
