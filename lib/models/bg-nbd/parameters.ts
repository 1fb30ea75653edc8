import type { Vector } from '#lib/numerics/vector.ts';

/**
 * BG/NBD: purchase rates are Gamma(r, alpha) across customers, dropout probabilities Beta(a, b).
 * alpha is in the time unit of the histories.
 */
export type BgNbdParameters = Readonly<Record<'r' | 'alpha' | 'a' | 'b', number>>;

/** The parameters of a vector of logarithms (ln r, ln alpha, ln a, ln b). */
export function bgNbdAt([r = 0, alpha = 0, a = 0, b = 0]: Vector): BgNbdParameters {
  return { r: Math.exp(r), alpha: Math.exp(alpha), a: Math.exp(a), b: Math.exp(b) };
}
