import { sqlCheck } from '../sql-check.ts';
import { percent } from '../wording.ts';
import sql from './mrr-continuity.sql';

/** Changes of a subscription that do not start where the one before ended, as a share of monthly revenue. */
export const mrrContinuity = sqlCheck({
  id: 'mrr-continuity',
  tables: ['subscriptions'],
  unit: 'share',
  fix: 'Deliver every change of a subscription, with mrr_before equal to the mrr_after of the change before it.',
  sql,
  read: (count) => {
    const gaps = count('gaps');
    const share = gaps === 0 ? 0 : Math.min(1, gaps / count('mrr'));
    return {
      values: [share],
      found: `Gaps between the changes of subscriptions are ${percent(share)} of monthly revenue`,
    };
  },
});
