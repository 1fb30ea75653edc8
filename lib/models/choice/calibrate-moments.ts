import type { PurchaseMoments } from '../bg-nbd/purchase-moments.ts';

/**
 * Moments where every customer buys `factor` times as often while active: purchases are Poisson given the rate and the
 * active time, so E[X] grows by the factor and E[X(X−1)] by its square.
 */
export const calibrateMoments = (
  { mean, square }: PurchaseMoments,
  factor: number,
): PurchaseMoments => ({
  mean: factor * mean,
  square: factor * mean + factor * factor * (square - mean),
});
