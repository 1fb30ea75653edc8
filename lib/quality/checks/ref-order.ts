import { shareOf, sqlCheck } from '../sql-check.ts';
import { percent } from '../wording.ts';
import sql from './ref-order.sql';

/** Recent refunds whose order exists. The others count in no customer's value. */
export const refOrder = sqlCheck({
  id: 'ref-order',
  tables: ['orders', 'refunds'],
  unit: 'share',
  fix: 'Deliver the orders that the refunds name, with the same ids.',
  sql,
  read: (count) => {
    const values = shareOf(count('matched'), count('refunds'));
    return { values, found: `${percent(values[0] ?? 1)} of recent refunds have their order` };
  },
});
