import { rememberPairs } from '#lib/numerics/remember-pairs.ts';
import type { HistoryGroup } from '../history.ts';

/** All customers of one frequency; those with a repeat by the index of their span, histories that repeat merged. */
export interface FrequencyClass {
  readonly frequency: number;
  readonly customers: number;
  readonly spans: readonly number[];
  /** Customers of each span. */
  readonly sizes: readonly number[];
}

/** All customers of one age, and their repeat purchases. */
export interface AgeClass {
  readonly age: number;
  readonly customers: number;
  readonly purchases: number;
}

/** A distinct pair of age at the last purchase and age at the end. */
export interface Span {
  readonly recency: number;
  readonly age: number;
}

/**
 * Grouped histories by what the terms of the likelihood depend on: frequency, age, or recency and age. Whole weeks have
 * few ages and spans, so that a logarithm of them is taken once and not for each group.
 */
export interface LikelihoodTerms {
  /** Ascending. */
  readonly classes: readonly FrequencyClass[];
  readonly ages: readonly AgeClass[];
  readonly spans: readonly Span[];
}

export function likelihoodTerms(groups: readonly HistoryGroup[]): LikelihoodTerms {
  const spans: Span[] = [];
  const spanOf = rememberPairs((recency, age) => spans.push({ recency, age }) - 1);
  const sizes = new Map<number, Map<number, number>>();
  const customers = new Map<number, number>();
  const ages = new Map<number, { age: number; customers: number; purchases: number }>();
  for (const group of groups) {
    const { frequency, age } = group;
    add(customers, frequency, group.customers);
    const own = sizes.get(frequency) ?? new Map<number, number>();
    sizes.set(frequency, own);
    if (frequency > 0) add(own, spanOf(group.recency, age), group.customers);
    const sums = ages.get(age) ?? { age, customers: 0, purchases: 0 };
    ages.set(age, sums);
    sums.customers += group.customers;
    sums.purchases += group.customers * frequency;
  }
  const classes = [...sizes].map(([frequency, own]) => ({
    frequency,
    customers: customers.get(frequency) ?? 0,
    spans: [...own.keys()],
    sizes: [...own.values()],
  }));
  classes.sort((x, y) => x.frequency - y.frequency);
  return { classes, ages: [...ages.values()], spans };
}

const add = (sums: Map<number, number>, key: number, amount: number): void => {
  sums.set(key, (sums.get(key) ?? 0) + amount);
};
