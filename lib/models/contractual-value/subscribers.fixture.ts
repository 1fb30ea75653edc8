import { randomFrom } from '#lib/numerics/random-from.ts';
import { simulateRenewals } from '../sbg/simulate.ts';
import type { SubscriberGroup } from './subscriber-group.ts';

/** One subscriber at 10 a month who began now, unless changed. */
export const group = (change: Partial<SubscriberGroup>): SubscriberGroup => ({
  level: 'all',
  renewalMonths: 1,
  age: 0,
  renewals: 0,
  isLost: false,
  customers: 1,
  monthlyRevenue: 10,
  squaredMonthlyRevenue: 100,
  ...change,
});

interface Person {
  readonly level: string;
  /** Renewals due by now. */
  readonly age: number;
  /** Renewals made before one is let pass, in the end. */
  readonly lasts: number;
}

/** Subscribers of two levels who began in each of the last `longest` months, as sBG has it. */
export function simulated(seed: string, size: number, longest = 24): Person[] {
  const random = randomFrom(seed);
  return Array.from({ length: size }, (_, i) => {
    const level = i % 4 === 0 ? 'a' : 'b';
    const parameters = level === 'a' ? { alpha: 1, beta: 12 } : { alpha: 0.8, beta: 20 };
    return { level, age: i % longest, lasts: simulateRenewals(parameters, random) };
  });
}

/** What is known of them now. */
export const grouped = (people: readonly Person[]): SubscriberGroup[] => {
  const groups = new Map<string, SubscriberGroup>();
  for (const { level, age, lasts } of people) {
    const own = group({ level, age, renewals: Math.min(age, lasts), isLost: lasts < age });
    const key = `${level} ${age} ${own.renewals} ${own.isLost}`;
    const customers = (groups.get(key)?.customers ?? 0) + 1;
    const money = own.isLost ? 0 : customers;
    groups.set(key, {
      ...own,
      customers,
      monthlyRevenue: 10 * money,
      squaredMonthlyRevenue: 100 * money,
    });
  }
  return [...groups.values()];
};
