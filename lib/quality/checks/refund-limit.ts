import spotRates from '#lib/privacy/scope/spot_rates.sql';
import { withRelations } from '#lib/warehouse/scoped-sql.ts';
import { shareOf, sqlCheck } from '../sql-check.ts';
import { percent } from '../wording.ts';
import sql from './refund-limit.sql';

/** Refunds above what their order brought in, as a share of all money refunded of such orders. */
export const refundLimit = sqlCheck({
  id: 'refund-limit',
  tables: ['orders', 'refunds'],
  unit: 'share',
  fix: 'Deliver refunds without tax and once each; look for a refund file that was delivered twice.',
  sql: withRelations(sql, [{ name: 'spot_rates', sql: spotRates, keep: false }]),
  read: (count) => {
    const values = shareOf(count('above'), count('refunded'));
    return {
      values,
      found: `${percent(values[0] ?? 0)} of the money refunded of recently refunded orders is above the net amount and shipping of its order`,
    };
  },
});
