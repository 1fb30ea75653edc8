import { heldFamilies } from '../facts/equipment/equipment.ts';
import type { Metric } from '../metric.ts';
import { attachLift } from './attach-lift.ts';

export const attachLiftMetric: Metric = {
  definition: {
    id: 'attach-lift',
    name: 'Attach lift',
    question: 'Which families of products go together?',
    formula: 'attach rate of the second family to the first / penetration of the second',
    source: 'Brin et al. (1997), Dynamic itemset counting: interest, later called lift',
    unit: 'ratio',
    kind: 'stock',
    options: 'held: as for equipment-rate; at the quarter close',
    tables: ['orders'],
  },
  facts: [heldFamilies],
  measure: async (load, context) => attachLift(await load(heldFamilies), context),
};
