import { shareOf, sqlCheck } from '../sql-check.ts';
import { percent } from '../wording.ts';
import sql from './duplicate-content.sql';

/** Orders of one customer at one time and amount under different ids: an export that was loaded twice. */
export const duplicateContent = sqlCheck({
  id: 'duplicate-content',
  tables: ['orders'],
  unit: 'share',
  fix: 'Map order_id to the number the shop gives an order, and look for a file that was delivered twice.',
  sql,
  read: (count) => {
    const values = shareOf(count('repeats'), count('orders'));
    const share = percent(values[0] ?? 0);
    return {
      values,
      found: `${share} of recent orders repeat the customer, time and amount of another order`,
    };
  },
});
