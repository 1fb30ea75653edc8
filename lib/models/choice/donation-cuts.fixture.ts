import type { HoldoutGroup } from '../backtest/backtest.ts';
import { donations } from '../bg-bb/donations.fixture.ts';
import type { HoldoutCut } from './holdout-cut.ts';

/**
 * Donors at the end of year `cut` of six, and their gifts in the year after. The file tells how many gifts there were
 * and the year of the last; the others are spread evenly over the ways they can have fallen before it.
 */
export function donationCut(cut: number): HoldoutCut {
  const groups = donations().flatMap(({ frequency, recency, age, customers }) => {
    const ways = yearsOf(age).filter((own) => own.length === frequency && last(own) === recency);
    return ways.map((years): HoldoutGroup => {
      const seen = years.filter((year) => year <= cut);
      const holdoutPurchases = years.filter((year) => year === cut + 1).length;
      const past = { frequency: seen.length, recency: last(seen), age: cut };
      return { scope: 'all', ...past, customers: customers / ways.length, holdoutPurchases };
    });
  });
  return { cut: `year ${cut}`, holdout: 1, groups, activity: null };
}

const last = (years: readonly number[]): number => years.at(-1) ?? 0;

/** Every set of years. */
const yearsOf = (age: number): number[][] =>
  Array.from({ length: 2 ** age }, (_, bits) =>
    Array.from({ length: age }, (_own, i) => i + 1).filter((year) => (bits >> (year - 1)) & 1),
  );
