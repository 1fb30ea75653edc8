import { sqlCheck } from '../sql-check.ts';
import { rowsInTens } from '../wording.ts';
import sql from './amount-sign.sql';

/** Amounts below 0 in landed orders, refunds and spend. Intake sets them aside; here it is seen that it did. */
export const amountSign = sqlCheck({
  id: 'amount-sign',
  tables: ['orders'],
  unit: 'rows',
  fix: 'Deliver what was given back as refunds with positive amounts, not as negative orders.',
  sql,
  read: (count) => ({
    values: [count('negative')],
    found: `${rowsInTens(count('negative'))} of recent orders, refunds and spend with a negative amount`,
  }),
});
