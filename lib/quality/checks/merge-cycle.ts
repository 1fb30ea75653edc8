import { sqlCheck } from '../sql-check.ts';
import { rowsInTens } from '../wording.ts';
import sql from './merge-cycle.sql';

/** Merges that never end at a customer who is not merged: each step of the query doubles how far it has followed them. */
export const mergeCycle = sqlCheck({
  id: 'merge-cycle',
  tables: ['customers'],
  unit: 'rows',
  fix: 'Point merged_into at the customer who remains, and leave it empty there.',
  sql,
  read: (count) => ({
    values: [count('endless')],
    found: `${rowsInTens(count('endless'))} of customers with a merged_into that leads back to itself`,
  }),
});
