import * as z from 'zod';
import type { PurchaseHistory } from '#lib/models/history.ts';
import { type ScopedQuery, scopeTo } from '#lib/privacy/scope/scoped-query.ts';
import { withRelations } from '#lib/warehouse/scoped-sql.ts';
import customerHistoriesSql from './customer-histories.sql';
import customerScoresSql from './customer-scores.sql';
import historyGroupsSql from './history-groups.sql';

const PURPOSE = 'customer-scoring';

const groupRow = z.object({
  frequency: z.int().nonnegative(),
  recency: z.int().nonnegative(),
  age: z.int().nonnegative(),
});

/** Histories that customers in scope of scoring have, in bins of days. */
export const historyGroups: ScopedQuery<PurchaseHistory> = scopeTo(PURPOSE, {
  name: 'history-groups',
  sql: withRelations(historyGroupsSql, [relation('customer_histories', customerHistoriesSql)]),
  parseRow: (row) => groupRow.parse(row),
});

/** Each customer's own history. Only SQL reads it: its rows are never asked for. */
export const customerHistories: ScopedQuery<never> = scopeTo(PURPOSE, {
  name: 'customer-scores',
  sql: customerHistoriesSql,
  parseRow: () => {
    throw new TypeError('rows about one customer stay in the engine; write them to a file');
  },
});

/** Scores from two relations: histories of customers in scope as the engine planned them, and predictions. */
export const scoresSql = (histories: string, predictions: string): string =>
  withRelations(customerScoresSql, [
    relation('customer_histories', histories),
    relation('predictions', predictions),
  ]);

function relation(name: string, sql: string) {
  return { name, sql, keep: false };
}
