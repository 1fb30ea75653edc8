import { shareOf, sqlCheck } from '../sql-check.ts';
import { percent } from '../wording.ts';
import sql from './ref-customer.sql';

/** Recent orders whose customer is in `customers`. */
export const refCustomer = sqlCheck({
  id: 'ref-customer',
  tables: ['orders', 'customers'],
  unit: 'share',
  fix: 'Deliver customers as of the same day as the orders, with the same ids.',
  sql,
  read: (count) => {
    const values = shareOf(count('known'), count('orders'));
    return {
      values,
      found: `${percent(values[0] ?? 1)} of recent orders have their customer in customers`,
    };
  },
});
