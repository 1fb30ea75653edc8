import { chiSquaredTail } from '#lib/numerics/upper-gamma.ts';

export interface SampleRatio {
  readonly chi2: number;
  readonly p: number;
  /** The split is not the planned one: no result of the experiment may be read. */
  readonly blocks: boolean;
}

/** Fabijan et al. (2019), Diagnosing Sample Ratio Mismatch in Online Controlled Experiments, KDD. */
const BLOCKS_BELOW = 0.001;

/**
 * Pearson's chi-squared test of how many were assigned to each variant against the planned shares, which need not add up
 * to 1. Null with fewer than two planned variants or nobody assigned. Somebody in a variant that was not planned blocks.
 */
export function sampleRatio(
  assigned: readonly number[],
  split: readonly number[],
): SampleRatio | null {
  const n = assigned.reduce((sum, count) => sum + count, 0);
  const planned = split.reduce((sum, share) => sum + share, 0);
  const degrees = split.filter((share) => share > 0).length - 1;
  if (n === 0 || planned <= 0 || degrees < 1) return null;
  const stray = assigned.some((count, i) => count > 0 && (split[i] ?? 0) <= 0);
  const chi2 = assigned.reduce((sum, count, i) => {
    const expected = (n * (split[i] ?? 0)) / planned;
    return expected > 0 ? sum + (count - expected) ** 2 / expected : sum;
  }, 0);
  const p = stray ? 0 : chiSquaredTail(chi2, degrees);
  return { chi2, p, blocks: p < BLOCKS_BELOW };
}
