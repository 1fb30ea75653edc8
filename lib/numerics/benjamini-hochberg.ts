/**
 * Which of several tests are positive when at most `rate` of the positive ones may be false: all p-values up to the largest
 * that is within its rank's share of the rate. In the order given. Benjamini & Hochberg (1995), JRSS B 57, eq. 1.
 */
export function benjaminiHochberg(pValues: readonly number[], rate: number): boolean[] {
  const within = pValues
    .toSorted((a, b) => a - b)
    .filter((p, at) => p <= ((at + 1) / pValues.length) * rate);
  const limit = within.at(-1);
  return pValues.map((p) => limit !== undefined && p <= limit);
}
