import type { Random } from '#lib/numerics/random-from.ts';
import { sampleBeta } from '#lib/numerics/sample-beta.ts';
import { sampleGamma } from '#lib/numerics/sample-gamma.ts';
import type { PurchaseHistory } from '../history.ts';
import type { BgNbdParameters } from './parameters.ts';

/**
 * Times of one new customer's repeat purchases within `span` after the first, ascending, in the unit of alpha:
 * exponential gaps at the customer's own rate, dropout after each repeat with the customer's own probability.
 */
export function simulatePurchaseTimes(
  { r, alpha, a, b }: BgNbdParameters,
  span: number,
  random: Random,
): number[] {
  const rate = sampleGamma(r, random) / alpha;
  const dropout = sampleBeta({ a, b }, random);
  const times: number[] = [];
  for (let time = nextGap(rate, random); time <= span; time += nextGap(rate, random)) {
    times.push(time);
    if (random() < dropout) break;
  }
  return times;
}

const nextGap = (rate: number, random: Random): number => -Math.log1p(-random()) / rate;

/** The history that ascending repeat times (after the first purchase) give at an age. */
export function historyAt(age: number, times: readonly number[]): PurchaseHistory {
  const seen = times.filter((time) => time <= age);
  return { frequency: seen.length, recency: seen.at(-1) ?? 0, age };
}
