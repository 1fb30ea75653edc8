import { shareOf, sqlCheck } from '../sql-check.ts';
import { percent } from '../wording.ts';
import sql from './guest-share.sql';

/** Recent orders that no customer figure can count. */
export const guestShare = sqlCheck({
  id: 'guest-share',
  tables: ['orders'],
  unit: 'share',
  fix: 'Map customer_id to an id that guests get too, such as a keyed hash made in the shop.',
  sql,
  read: (count) => {
    const values = shareOf(count('guests'), count('orders'));
    return { values, found: `${percent(values[0] ?? 0)} of recent orders have no customer` };
  },
});
