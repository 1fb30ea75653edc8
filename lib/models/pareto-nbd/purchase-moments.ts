import { powerIntegral } from '#lib/numerics/power-integral.ts';
import { rememberPairs } from '#lib/numerics/remember-pairs.ts';
import type { ActivePast } from '../bg-nbd/expected-purchases.ts';
import type { PurchaseMoments } from '../bg-nbd/purchase-moments.ts';
import type { PurchaseHistory } from '../history.ts';
import { purchasesIfAlive } from './expected-purchases.ts';
import type { ParetoNbdParameters } from './parameters.ts';
import { probabilityAlive } from './probability-alive.ts';

const SERIES_BELOW = 1e-4;

/**
 * Moments of one customer's purchases in (T, T + horizon], given the parameters. Both are those of an active customer
 * times P(alive), so that histories of one frequency and age share the work.
 */
export function purchaseMoments(
  parameters: ParetoNbdParameters,
  horizon: number,
): (history: PurchaseHistory) => PurchaseMoments {
  const ifAlive = rememberPairs((frequency, age) => {
    const past = { frequency, age };
    const mean = purchasesIfAlive(parameters, past, horizon);
    return { mean, square: mean + pairsIfAlive(parameters, past, horizon) };
  });
  return (history) => {
    const alive = probabilityAlive(parameters, history);
    const { mean, square } = ifAlive(history.frequency, history.age);
    return { mean: alive * mean, square: alive * square };
  };
}

/**
 * E[X(X−1)] of a customer who is active at T: purchases are Poisson over the shorter τ of lifetime and horizon, so it
 * is E[λ²] E[τ²], with E[λ²] = (r+x)(r+x+1)/(α+T)² and E[τ²] = ∫ 2u ((β+T)/(β+T+u))^s du from 0 to the horizon.
 */
function pairsIfAlive(
  { r, alpha, s, beta }: ParetoNbdParameters,
  { frequency, age }: ActivePast,
  horizon: number,
): number {
  const shape = r + frequency;
  const scale = (beta + age) / (alpha + age);
  return shape * (shape + 1) * scale * scale * 2 * firstMoment(s, horizon / (beta + age));
}

/** ∫ y (1+y)^−s dy from 0 to `end`; near 0, where its two parts cancel, by its series. */
function firstMoment(s: number, end: number): number {
  if ((s + 2) * end < SERIES_BELOW) {
    return end * end * (1 / 2 - s * end * (1 / 3 - ((s + 1) / 8) * end));
  }
  const length = Math.log1p(end);
  return powerIntegral(2 - s, length) - powerIntegral(1 - s, length);
}
