import spotRates from '#lib/privacy/scope/spot_rates.sql';
import { withRelations } from '#lib/warehouse/scoped-sql.ts';
import { sqlCheck } from '../sql-check.ts';
import { percent } from '../wording.ts';
import sql from './ledger-tie.sql';
import netSalesByDay from './net-sales-by-day.sql';

/**
 * Net sales of everyone, in scope or not, against account `net_sales` of the ledger in the reporting currency, after
 * the adjustments that explain a gap. Periods are ISO weeks (`2026-W47`) and calendar months (`2026-11`).
 */
export const ledgerTie = sqlCheck({
  id: 'ledger-tie',
  tables: ['orders', 'ledger_totals'],
  unit: 'share',
  fix: 'Find the missing or doubled orders and refunds of that period, or explain the gap in adjustments.',
  sql: withRelations(sql, [
    { name: 'spot_rates', sql: spotRates, keep: false },
    { name: 'net_sales_by_day', sql: netSalesByDay, keep: false },
  ]),
  read: (count) =>
    count('periods') === 0
      ? { values: [], found: 'The ledger has no closed week or month to compare net sales with' }
      : {
          values: [count('gap')],
          found: `In the worst period net sales differ from the ledger by ${percent(count('gap'))}`,
        },
});
