import { sqlCheck } from '../sql-check.ts';
import { percent } from '../wording.ts';
import sql from './consent-known.sql';

/**
 * Customers with a recent order and no consent state, who are out of scope. A share of people, so it is rounded up to
 * a tenth: nobody's state follows from it.
 */
export const consentKnown = sqlCheck({
  id: 'consent-known',
  tables: ['orders'],
  applies: ({ lawfulBasis }) => lawfulBasis === 'consents',
  unit: 'share',
  fix: 'Deliver a consent state for every customer; those without one are left out of every figure.',
  sql,
  read: (count) => {
    const buyers = count('buyers');
    const share = buyers === 0 ? 0 : Math.ceil((10 * count('without_state')) / buyers) / 10;
    return {
      values: buyers === 0 ? [] : [share],
      found:
        share === 0
          ? 'Every customer with a recent order has a consent state'
          : `Up to ${percent(share)} of customers with a recent order have no consent state`,
    };
  },
});
