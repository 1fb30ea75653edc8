import type { PurchaseHistory } from '../history.ts';
import type { ParetoNbdParameters } from './parameters.ts';

/** The time since the last purchase, as the odds of having dropped out in it see it. */
export interface Silence {
  readonly s: number;
  /** α+t_x. */
  readonly alpha: number;
  /** β+t_x. */
  readonly beta: number;
  /** ln((α+T)/(α+t_x)). */
  readonly growth: number;
  /** ln((β+T)/(β+t_x)). */
  readonly betaGrowth: number;
}

export function silenceOf(
  { alpha, s, beta }: ParetoNbdParameters,
  { recency, age }: Omit<PurchaseHistory, 'frequency'>,
): Silence {
  const [atAlpha, atBeta] = [alpha + recency, beta + recency];
  return {
    s,
    alpha: atAlpha,
    beta: atBeta,
    growth: Math.log1p((age - recency) / atAlpha),
    betaGrowth: Math.log1p((age - recency) / atBeta),
  };
}

/** Beyond a fall of the integrand to e^−40 nothing is added; up to e^−48 the nodes are dense enough. */
const FALL = 40;
const TOLERATED_FALL = 48;

/**
 * How far the integrand of the odds matters for shape = r + x, in y = ln((m+u)/(m+t_x)), m = min(α, β); at most
 * to the end of the silence. The fall is convex in y, so that Newton's steps come from above.
 */
export function reachOf(silence: Silence, shape: number): number {
  const { s, alpha, beta, growth, betaGrowth } = silence;
  let reach = Math.max(growth, betaGrowth);
  let fall = shape * growth + (s + 1) * betaGrowth - reach;
  while (fall > TOLERATED_FALL) {
    const first = Math.min(alpha, beta);
    const slope = first * Math.exp(reach);
    const since = first * Math.expm1(reach);
    reach -= (fall - FALL) / (slope * (shape / (alpha + since) + (s + 1) / (beta + since)) - 1);
    fall = fallAt(silence, shape, reach);
  }
  return reach;
}

function fallAt({ s, alpha, beta }: Silence, shape: number, reach: number): number {
  const since = Math.min(alpha, beta) * Math.expm1(reach);
  return shape * Math.log1p(since / alpha) + (s + 1) * Math.log1p(since / beta) - reach;
}
