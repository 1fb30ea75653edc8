import { groupBy } from '#lib/numerics/group-by.ts';
import type { HistoryGroup } from '../history.ts';

/** Customers of one number of transactions and of opportunities. */
export interface HistoryClass {
  readonly frequency: number;
  readonly age: number;
  /** Each recency once, descending: their likelihoods are partial sums of one series. */
  readonly recencies: readonly { readonly recency: number; readonly customers: number }[];
}

export function historyClasses(groups: readonly HistoryGroup[]): HistoryClass[] {
  const classes = groupBy(groups, ({ frequency, age }) => `${frequency} ${age}`);
  return [...classes.values()].flatMap((own) =>
    own.slice(0, 1).map(({ frequency, age }) => ({ frequency, age, recencies: recenciesOf(own) })),
  );
}

function recenciesOf(groups: readonly HistoryGroup[]): HistoryClass['recencies'] {
  const same = [...groupBy(groups, ({ recency }) => recency)].sort(([x], [y]) => y - x);
  return same.map(([recency, own]) => ({
    recency,
    customers: own.reduce((sum, { customers }) => sum + customers, 0),
  }));
}
