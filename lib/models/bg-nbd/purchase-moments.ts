import { betaExpectation, COARSE } from '#lib/numerics/beta-expectation.ts';
import { rememberPairs } from '#lib/numerics/remember-pairs.ts';
import type { PurchaseHistory } from '../history.ts';
import { type ActivePast, purchasesIfAlive } from './expected-purchases.ts';
import type { BgNbdParameters } from './parameters.ts';
import { probabilityAlive } from './probability-alive.ts';

/** Of the number of purchases X in a horizon: E[X] and E[X²]. */
export interface PurchaseMoments {
  readonly mean: number;
  readonly square: number;
}

const SERIES_BELOW = 1e-4;

/**
 * Moments of one customer's purchases in (T, T + horizon], given the parameters; E[X(X−1)] to 5e-3. Both are those of
 * an active customer times P(alive), so that histories of one frequency and age share the work.
 */
export function purchaseMoments(
  parameters: BgNbdParameters,
  horizon: number,
): (history: PurchaseHistory) => PurchaseMoments {
  const ifAlive = rememberPairs((frequency, age) => {
    const past = { frequency, age };
    return {
      mean: purchasesIfAlive(parameters, past, horizon),
      pairs: pairsIfAlive(parameters, past, horizon),
    };
  });
  return (history) => {
    const alive = probabilityAlive(parameters, history);
    const { mean, pairs } = ifAlive(history.frequency, history.age);
    return { mean: alive * mean, square: alive * (mean + pairs) };
  };
}

/**
 * E[X(X−1)] of a customer who is active at T.
 *
 * Given rate λ and dropout p, X is the smaller of a Poisson(λt) and a geometric number, with
 * E[X(X−1)] = 2 (1−p)/p² · (1 − (1+u) e^−u), u = λpt; averaged over λ ~ Gamma(r+x, α+T) in closed form and
 * over p ~ Beta(a, b+x) by quadrature.
 */
function pairsIfAlive(
  { r, alpha, a, b }: BgNbdParameters,
  { frequency, age }: ActivePast,
  horizon: number,
): number {
  const shape = r + frequency;
  const ratio = horizon / (alpha + age);
  return betaExpectation(
    { a, b: b + frequency },
    (dropout) => pairsGiven(dropout, shape, ratio),
    COARSE,
  );
}

function pairsGiven(dropout: number, shape: number, ratio: number): number {
  const v = dropout * ratio;
  if ((shape + 2) * v < SERIES_BELOW) {
    const correction = 1 - (2 / 3) * (shape + 2) * v;
    return (1 - dropout) * shape * (shape + 1) * ratio * ratio * correction;
  }
  const survival = Math.exp(-shape * Math.log1p(v));
  return ((2 * (1 - dropout)) / (dropout * dropout)) * (1 - survival * (1 + (shape * v) / (1 + v)));
}
