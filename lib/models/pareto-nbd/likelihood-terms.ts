import { rememberPairs } from '#lib/numerics/remember-pairs.ts';
import type { HistoryGroup } from '../history.ts';

/** All customers whose last purchase and end of observation fall together, by how often they bought. */
export interface Span {
  readonly recency: number;
  readonly age: number;
  /** Ascending. */
  readonly frequencies: readonly number[];
  /** Customers of each frequency. */
  readonly sizes: readonly number[];
}

/** Customers of one frequency. */
export interface FrequencyClass {
  readonly frequency: number;
  readonly customers: number;
}

/** Grouped histories by what the terms of the likelihood depend on, so that each is computed once. */
export interface LikelihoodTerms {
  /** Ascending. */
  readonly classes: readonly FrequencyClass[];
  readonly spans: readonly Span[];
}

export function likelihoodTerms(groups: readonly HistoryGroup[]): LikelihoodTerms {
  const classes = new Map<number, number>();
  const spans: { recency: number; age: number; sizes: Map<number, number> }[] = [];
  const spanOf = rememberPairs((recency, age) => {
    const span = { recency, age, sizes: new Map<number, number>() };
    spans.push(span);
    return span;
  });
  for (const { frequency, recency, age, customers } of groups) {
    add(classes, frequency, customers);
    add(spanOf(recency, age).sizes, frequency, customers);
  }
  return {
    classes: ascending(classes).map(([frequency, customers]) => ({ frequency, customers })),
    spans: spans.map(({ recency, age, sizes }) => {
      const sorted = ascending(sizes);
      const frequencies = sorted.map(([frequency]) => frequency);
      return { recency, age, frequencies, sizes: sorted.map(([, customers]) => customers) };
    }),
  };
}

const add = (sums: Map<number, number>, key: number, amount: number): void => {
  sums.set(key, (sums.get(key) ?? 0) + amount);
};

const ascending = (sums: ReadonlyMap<number, number>) => [...sums].sort(([x], [y]) => x - y);
