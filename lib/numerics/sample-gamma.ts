import type { Random } from './random-from.ts';
import { sampleNormal } from './sample-normal.ts';

/** A Gamma(shape, rate 1) number, shape > 0. Divide by a rate to scale it. */
export const sampleGamma = (shape: number, random: Random): number =>
  Math.exp(sampleLogGamma(shape, random));

/**
 * Its logarithm, which does not underflow for small shapes (Marsaglia & Tsang 2000, ACM TOMS 26; below shape 1 by
 * their §6: Gamma(s) = Gamma(s+1) U^(1/s)).
 */
export function sampleLogGamma(shape: number, random: Random): number {
  if (shape < 1) return sampleLogGamma(shape + 1, random) + Math.log1p(-random()) / shape;
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const normal = sampleNormal(random);
    const cube = (1 + c * normal) ** 3;
    const bound = (normal * normal) / 2 + d * (1 - cube + Math.log(Math.max(cube, 0)));
    if (cube > 0 && Math.log1p(-random()) < bound) return Math.log(d * cube);
  }
}
