import type { DataCheck, IntakeFacts } from '../check.ts';
import { rowsInTens } from '../wording.ts';

/** A row set aside may be the withdrawal or the request of anybody, so nobody is known to be in scope. */
const allRead = (
  id: 'unread-consents' | 'unread-erasures',
  table: IntakeFacts['table'],
): DataCheck => ({
  id,
  tables: [table],
  unit: 'rows',
  fix: `Correct the rows of ${table} that the list of rejects names, and deliver them again: each may leave a person out.`,
  measure: async ({ intake }) => {
    const unread = intake
      .filter((facts) => facts.table === table)
      .reduce((rows, { quarantined }) => rows + quarantined, 0);
    return { values: [unread], found: `${rowsInTens(unread)} of ${table} could not be read` };
  },
});

export const unreadErasures = allRead('unread-erasures', 'erasures');

export const unreadConsents: DataCheck = {
  ...allRead('unread-consents', 'consents'),
  applies: ({ lawfulBasis }) => lawfulBasis === 'consents',
};
