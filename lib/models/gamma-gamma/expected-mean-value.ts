import type { GammaGammaParameters } from './parameters.ts';

/** Repeat purchases of a customer and their mean value (any number when there is none). */
export interface ValueHistory {
  readonly frequency: number;
  readonly mean: number;
}

/**
 * Expected mean value of a customer's purchases: the observed mean, shrunk to the population's by how little was
 * observed (Fader & Hardie 2013, eq. 5). Linear in the mean. Needs q > 1.
 */
export function expectedMeanValue(
  { p, q, gamma }: GammaGammaParameters,
  { frequency, mean }: ValueHistory,
): number {
  const observed = frequency === 0 ? 0 : frequency * mean;
  return (p * (gamma + observed)) / (p * frequency + q - 1);
}
