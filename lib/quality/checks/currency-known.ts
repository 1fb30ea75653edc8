import { type CountReader, shareOf, sqlCheck } from '../sql-check.ts';
import { percent } from '../wording.ts';
import sql from './currency-known.sql';

const TABLES = ['orders', 'refunds', 'spend'] as const;

/**
 * Rows in a currency that has no rate on their day (of a refund: its order's day). They are left out of every figure,
 * never taken at 1. What they are worth is unknown, so their share of rows stands for their share of money.
 */
export const currencyKnown = sqlCheck({
  id: 'currency-known',
  tables: ['orders'],
  unit: 'share',
  fix: 'Deliver the missing days and currencies in fx_rates, or fx_rate with the orders.',
  sql,
  read: (count) => {
    const values = TABLES.flatMap((table) => shareOf(count(`${table}_unpriced`), count(table)));
    return { values: [Math.max(0, ...values)], found: `${parts(count)} have no exchange rate` };
  },
});

const parts = (count: CountReader): string =>
  TABLES.map((table) => {
    const [share = 0] = shareOf(count(`${table}_unpriced`), count(table));
    return `${percent(share)} of ${table}`;
  }).join(', ');
