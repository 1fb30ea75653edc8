/** How many of how many. */
export interface Proportion {
  readonly hits: number;
  readonly n: number;
}

/**
 * z of the difference of two proportions under a common one; null where nobody or everybody hit, or nobody was asked.
 * Fleiss, Levin & Paik (2003), Statistical Methods for Rates and Proportions, eq. 3.5 without continuity correction.
 */
export function twoProportionZ(now: Proportion, before: Proportion): number | null {
  if (now.n <= 0 || before.n <= 0) return null;
  const common = (now.hits + before.hits) / (now.n + before.n);
  const error = Math.sqrt(common * (1 - common) * (1 / now.n + 1 / before.n));
  return error > 0 ? (now.hits / now.n - before.hits / before.n) / error : null;
}
