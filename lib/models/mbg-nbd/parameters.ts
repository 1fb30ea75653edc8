import type { Vector } from '#lib/numerics/vector.ts';
import type { BgNbdParameters } from '../bg-nbd/parameters.ts';

/**
 * MBG/NBD: purchase rates are Gamma(r, alpha) across customers, dropout probabilities Beta(a, b), at the first purchase
 * as at every later one. alpha is in the time unit of the histories.
 */
export type MbgNbdParameters = Readonly<Record<'r' | 'alpha' | 'a' | 'b', number>>;

/** The parameters of a vector of logarithms (ln r, ln alpha, ln a, ln b). */
export function mbgNbdAt([r = 0, alpha = 0, a = 0, b = 0]: Vector): MbgNbdParameters {
  return { r: Math.exp(r), alpha: Math.exp(alpha), a: Math.exp(a), b: Math.exp(b) };
}

/**
 * BG/NBD of the customers who stayed after their first purchase: that they did makes their dropout probabilities
 * Beta(a, b + 1), and from there on both models are one.
 */
export const afterFirstPurchase = ({ r, alpha, a, b }: MbgNbdParameters): BgNbdParameters => ({
  r,
  alpha,
  a,
  b: b + 1,
});
