import { daysBetween } from '#lib/units/calendar.ts';
import type { PlainShop } from '../../../test/fixtures/generated-shop.ts';

/** Cents of each customer by day, refunds of the day's orders taken off where booked before the end. */
export function plainDays(shop: PlainShop, end: string): Map<string, Map<string, number>> {
  const days = new Map<string, Map<string, number>>();
  const add = (customer: string | null, date: string, cents: number) => {
    if (customer === null || date >= end) return;
    const own = days.get(customer) ?? new Map<string, number>();
    days.set(customer, own.set(date, (own.get(date) ?? 0) + cents));
  };
  for (const { counts, customer, date, net } of shop.orders) if (counts) add(customer, date, net);
  for (const { order, date, amount } of shop.refunds)
    if (order.counts && date < end) add(order.customer, order.date, -amount);
  return days;
}

export interface PlainHistory {
  readonly customer: string;
  readonly first: string;
  readonly frequency: number;
  /** Days from the first purchase to the last one, and to the last day before the cut. */
  readonly recency: number;
  readonly age: number;
  readonly mean: number;
  readonly later: number;
}

/** Histories before a cut of what was known at the end; values in major units. */
export function plainHistories(
  days: ReadonlyMap<string, ReadonlyMap<string, number>>,
  cut: string,
): PlainHistory[] {
  return [...days].flatMap(([customer, byDay]) => {
    const dates = [...byDay.keys()].sort();
    const seen = dates.filter((date) => date < cut);
    const [first, last] = [seen[0], seen.at(-1)];
    if (first === undefined || last === undefined) return [];
    let repeat = 0;
    for (const date of seen.slice(1)) repeat += byDay.get(date) ?? 0;
    const frequency = seen.length - 1;
    return {
      customer,
      first,
      frequency,
      recency: daysBetween(first, last),
      age: daysBetween(first, cut) - 1,
      mean: frequency === 0 ? 0 : repeat / frequency / 100,
      later: dates.length - seen.length,
    };
  });
}

/** Groups as text, with sums to a hundredth of a cent: equal for equal groups in any order. */
export const asText = (groups: readonly (readonly (string | number)[])[]): string[] =>
  groups
    .map((group) =>
      group.map((part) => (typeof part === 'number' ? part.toFixed(4) : part)).join(' '),
    )
    .sort();

/** Adds up what shares a key: customers first, then the sums. */
export function grouped<T>(
  all: readonly T[],
  keyOf: (one: T) => readonly (string | number)[],
  sumsOf: (one: T) => readonly number[],
): (string | number)[][] {
  const groups = new Map<string, { key: readonly (string | number)[]; sums: number[] }>();
  for (const one of all) {
    const key = keyOf(one);
    const name = JSON.stringify(key);
    const before = groups.get(name) ?? { key, sums: [0, ...sumsOf(one).map(() => 0)] };
    const own = [1, ...sumsOf(one)];
    groups.set(name, { key, sums: before.sums.map((sum, i) => sum + (own[i] ?? 0)) });
  }
  return [...groups.values()].map(({ key, sums }) => [...key, ...sums]);
}
