import type { PurchaseHistory } from '../history.ts';
import type { ScopedGroup } from './forecast-models.ts';

/** Customers of one scope in one cell, and Σ of their mean repeat values. */
export interface CellMembers {
  readonly customers: number;
  readonly sumMean: number;
}

/** Members by cell; a cell is the mean history of similar customers of any scope. */
export type ScopeCells = ReadonlyMap<PurchaseHistory, CellMembers>;

/** A few hundred cells for any number of groups, and their members by scope. */
export function scopeCells(groups: readonly ScopedGroup[]): {
  readonly cells: readonly PurchaseHistory[];
  readonly byScope: ReadonlyMap<string, ScopeCells>;
} {
  const cells = meanHistories(groups);
  const byScope = new Map<string, Map<PurchaseHistory, CellMembers>>();
  for (const group of groups) {
    const cell = cells.get(keyOf(group)) ?? group;
    const members = byScope.get(group.scope) ?? new Map<PurchaseHistory, CellMembers>();
    byScope.set(group.scope, members);
    const before = members.get(cell) ?? { customers: 0, sumMean: 0 };
    members.set(cell, {
      customers: before.customers + group.customers,
      sumMean: before.sumMean + group.sumMean,
    });
  }
  return { cells: [...cells.values()], byScope };
}

/** Half powers of two of frequency and age, quarters of the age since the last purchase. */
const keyOf = ({ frequency, recency, age }: PurchaseHistory): string =>
  [
    Math.round(2 * Math.log2(1 + frequency)),
    Math.round(2 * Math.log2(1 + age)),
    age === 0 ? 0 : Math.ceil((4 * (age - recency)) / age),
  ].join(' ');

function meanHistories(groups: readonly ScopedGroup[]): Map<string, PurchaseHistory> {
  const sums = new Map<string, { customers: number; x: number; recency: number; age: number }>();
  for (const group of groups) {
    const key = keyOf(group);
    const sum = sums.get(key) ?? { customers: 0, x: 0, recency: 0, age: 0 };
    sums.set(key, sum);
    sum.customers += group.customers;
    sum.x += group.customers * group.frequency;
    sum.recency += group.customers * group.recency;
    sum.age += group.customers * group.age;
  }
  return new Map(
    [...sums].map(([key, { customers, x, recency, age }]) => [
      key,
      { frequency: x / customers, recency: recency / customers, age: age / customers },
    ]),
  );
}
