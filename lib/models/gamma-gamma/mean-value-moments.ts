import type { GammaGammaParameters } from './parameters.ts';

/** Customers of one frequency, with Σ m and Σ m² of their mean repeat values m (0 where frequency is 0). */
export interface ValueSums {
  readonly frequency: number;
  readonly customers: number;
  readonly sumMean: number;
  readonly sumSquaredMean: number;
}

/** Over the customers of a group, ζ being a customer's own mean purchase value. */
export interface MeanValueMoments {
  /** Σ E[ζ]; exact, since E[ζ] is linear in m (Fader & Hardie 2013, eq. 5). */
  readonly sum: number;
  /** Σ E[ζ]². */
  readonly sumOfSquaredMeans: number;
  /** Σ E[ζ²]. */
  readonly sumOfSquares: number;
}

/** E[ζ²] exists for px + q > 2 only; nearer than this, tails are cut so that an interval stays finite. */
const NEAREST_TO_INFINITE = 0.5;

/** Moments of the posterior ν ~ Gamma(px + q, γ + x m), ζ = p/ν, summed over a group. Needs q > 1. */
export function meanValueMoments(
  { p, q, gamma }: GammaGammaParameters,
  { frequency, customers, sumMean, sumSquaredMean }: ValueSums,
): MeanValueMoments {
  const shape = p * frequency + q;
  const scales = gamma * customers + frequency * sumMean;
  const squaredScales =
    gamma * (gamma * customers + 2 * frequency * sumMean) + frequency ** 2 * sumSquaredMean;
  const squares = (p * p * squaredScales) / (shape - 1);
  return {
    sum: (p * scales) / (shape - 1),
    sumOfSquaredMeans: squares / (shape - 1),
    sumOfSquares: squares / Math.max(shape - 2, NEAREST_TO_INFINITE),
  };
}
