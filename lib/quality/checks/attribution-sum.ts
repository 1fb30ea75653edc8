import { shareOf, sqlCheck } from '../sql-check.ts';
import { percent } from '../wording.ts';
import sql from './attribution-sum.sql';

/** Weights of a customer and model that do not share out exactly one customer (tolerance 0.001). */
export const attributionSum = sqlCheck({
  id: 'attribution-sum',
  tables: ['attribution'],
  unit: 'share',
  fix: 'Deliver weights that sum to 1 for each customer and model.',
  sql,
  read: (count) => {
    const values = shareOf(count('unequal'), count('weight_sets'));
    return {
      values,
      found: `${percent(values[0] ?? 0)} of the sets of attribution weights do not sum to 1`,
    };
  },
});
