import type { Random } from '#lib/numerics/random-from.ts';
import { sampleGamma } from '#lib/numerics/sample-gamma.ts';
import type { ParetoNbdParameters } from './parameters.ts';

/**
 * Times of one new customer's repeat purchases within `span` after the first, ascending, in the unit of alpha and beta:
 * exponential gaps at the customer's own rate until an exponential lifetime ends.
 */
export function simulatePurchaseTimes(
  { r, alpha, s, beta }: ParetoNbdParameters,
  span: number,
  random: Random,
): number[] {
  const rate = sampleGamma(r, random) / alpha;
  const dropoutRate = sampleGamma(s, random) / beta;
  const end = Math.min(span, exponential(dropoutRate, random));
  const times: number[] = [];
  for (let time = exponential(rate, random); time <= end; time += exponential(rate, random)) {
    times.push(time);
  }
  return times;
}

const exponential = (rate: number, random: Random): number => -Math.log1p(-random()) / rate;
