import type { BetaLaw } from './beta-expectation.ts';
import type { Random } from './random-from.ts';
import { sampleLogGamma } from './sample-gamma.ts';

/** A Beta(a, b) number, as X / (X + Y) of two gamma numbers, taken in logarithms so that small a and b work. */
export function sampleBeta({ a, b }: BetaLaw, random: Random): number {
  const logX = sampleLogGamma(a, random);
  const logY = sampleLogGamma(b, random);
  return 1 / (1 + Math.exp(logY - logX));
}
