import { sqlCheck } from '../sql-check.ts';
import { rowsInTens } from '../wording.ts';
import sql from './membership-overlap.sql';

/** Memberships that put someone into two segments of one scheme at one instant. The earlier segment is reported. */
export const membershipOverlap = sqlCheck({
  id: 'membership-overlap',
  tables: ['segment_membership'],
  unit: 'rows',
  fix: 'Close the earlier membership with valid_to at the moment the later one begins.',
  sql,
  read: (count) => ({
    values: [count('overlapping')],
    found: `${rowsInTens(count('overlapping'))} of segment_membership that begin before another segment of the scheme ends`,
  }),
});
