import type { Vector } from '#lib/numerics/vector.ts';

/**
 * BG/BB: at each opportunity an active customer buys with a probability that is Beta(alpha, beta) across customers, and
 * before each one drops out with a probability that is Beta(gamma, delta).
 */
export type BgBbParameters = Readonly<Record<'alpha' | 'beta' | 'gamma' | 'delta', number>>;

/** The parameters of a vector of logarithms (ln alpha, ln beta, ln gamma, ln delta). */
export function bgBbAt([alpha = 0, beta = 0, gamma = 0, delta = 0]: Vector): BgBbParameters {
  return {
    alpha: Math.exp(alpha),
    beta: Math.exp(beta),
    gamma: Math.exp(gamma),
    delta: Math.exp(delta),
  };
}
