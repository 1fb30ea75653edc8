import type { PurchaseHistory } from '../history.ts';
import type { ScopedGroup } from './forecast-models.ts';

/** Customers of one scope in one cell, and Σ of their mean repeat values. */
export interface CellMembers {
  readonly customers: number;
  readonly sumMean: number;
}

/** Members of a scope by the number of their cell. */
export type ScopeCells = ReadonlyMap<number, CellMembers>;

/**
 * A few hundred cells for any number of groups, and their members by scope. A cell is the mean history of similar
 * customers of any scope.
 */
export function scopeCells(groups: readonly ScopedGroup[]): {
  readonly cells: ReadonlyMap<number, PurchaseHistory>;
  readonly byScope: ReadonlyMap<string, ScopeCells>;
} {
  const sums = new Map<number, ReturnType<typeof nobody>>();
  const byScope = new Map<string, Map<number, { customers: number; sumMean: number }>>();
  for (const group of groups) {
    const { scope, customers } = group;
    const cell = cellOf(group);
    const sum = sums.get(cell) ?? nobody();
    sums.set(cell, sum);
    sum.customers += customers;
    sum.purchases += customers * group.frequency;
    sum.recency += customers * group.recency;
    sum.age += customers * group.age;
    const members = byScope.get(scope) ?? new Map<number, { customers: number; sumMean: number }>();
    byScope.set(scope, members);
    const own = members.get(cell) ?? { customers: 0, sumMean: 0 };
    members.set(cell, own);
    own.customers += customers;
    own.sumMean += group.sumMean;
  }
  const cells = [...sums].map(([cell, { customers, purchases, recency, age }]) => {
    const mean = { frequency: purchases / customers, recency: recency / customers };
    return [cell, { ...mean, age: age / customers }] as const;
  });
  return { cells: new Map(cells), byScope };
}

const nobody = () => ({ customers: 0, purchases: 0, recency: 0, age: 0 });

/** Half powers of two of frequency and age, quarters of the age since the last purchase. */
function cellOf({ frequency, recency, age }: PurchaseHistory): number {
  const quarter = age === 0 ? 0 : Math.ceil((4 * (age - recency)) / age);
  return (halfPower(frequency) * MANY + halfPower(age)) * MANY + quarter;
}

/** Above any half power of a number. */
const MANY = 4096;

const halfPower = (x: number): number => Math.round(2 * Math.log2(1 + x));
