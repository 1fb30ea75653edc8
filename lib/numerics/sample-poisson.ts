import type { Random } from './random-from.ts';
import { sampleGamma } from './sample-gamma.ts';

const DIRECT_BELOW = 16;

/**
 * A Poisson number of mean ≥ 0. Small means count exponential gaps; large ones are first reduced by the time of a
 * middle arrival, a gamma number (Ahrens & Dieter 1974, Computing 12, algorithm PG).
 */
export function samplePoisson(mean: number, random: Random): number {
  let left = mean;
  let arrivals = 0;
  while (left > DIRECT_BELOW) {
    const middle = Math.floor(left * 0.875);
    const time = sampleGamma(middle, random);
    if (time > left) return arrivals + sampleBinomial(middle - 1, left / time, random);
    arrivals += middle;
    left -= time;
  }
  for (let time = nextGap(random); time < left; time += nextGap(random)) arrivals += 1;
  return arrivals;
}

const nextGap = (random: Random): number => -Math.log1p(-random());

function sampleBinomial(trials: number, probability: number, random: Random): number {
  let successes = 0;
  for (let trial = 0; trial < trials; trial += 1) if (random() < probability) successes += 1;
  return successes;
}
