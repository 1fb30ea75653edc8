import type { Random } from '#lib/numerics/random-from.ts';
import { sampleGamma } from '#lib/numerics/sample-gamma.ts';
import type { GammaGammaParameters } from './parameters.ts';

/** Values of `count` purchases of one new customer, in the money unit of gamma. */
export function simulateValues(
  { p, q, gamma }: GammaGammaParameters,
  count: number,
  random: Random,
): number[] {
  const rate = sampleGamma(q, random) / gamma;
  return Array.from({ length: count }, () => sampleGamma(p, random) / rate);
}
