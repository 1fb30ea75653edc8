/** A cohort's value at some age, null while unripe, and the cohort's size. */
export interface Weighted {
  readonly weight: number;
  readonly value: number | null;
}

/**
 * Mean over ripe cohorts only: weighted by cohort size, or each cohort alike. Null when none is ripe. Rule G6.
 */
export function ripeMean(cohorts: readonly Weighted[], mean: 'weighted' | 'simple'): number | null {
  const ripe = cohorts.flatMap(({ weight, value }) =>
    value === null ? [] : [{ value, weight: mean === 'weighted' ? weight : 1 }],
  );
  const weights = ripe.reduce((sum, { weight }) => sum + weight, 0);
  if (weights === 0) return null;
  return ripe.reduce((sum, { weight, value }) => sum + weight * value, 0) / weights;
}
