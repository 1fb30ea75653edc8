import type { Metric } from '../metric.ts';
import { profileTraits } from './fact.ts';
import { idealProfile } from './ideal-profile.ts';

export const idealProfileMetric: Metric = {
  definition: {
    id: 'ideal-profile',
    name: 'Ideal customer profile',
    question: 'What do the best customers have more often than others?',
    formula:
      'lift = share of a value in the top fifth by contribution of the first 180 days / its share among everyone',
    source: 'Wilson (1927); Benjamini & Hochberg (1995); lift as in association rules',
    unit: 'ratio',
    kind: 'stock',
    options: 'age=180 d; top=20 %; part: tested',
    tables: ['orders'],
  },
  facts: [profileTraits],
  measure: async (load, context) => idealProfile(await load(profileTraits), context),
};
