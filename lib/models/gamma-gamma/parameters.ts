import type { Vector } from '#lib/numerics/vector.ts';

/**
 * Gamma-Gamma: a purchase is worth Gamma(p, ν), ν ~ Gamma(q, gamma) across customers.
 * gamma is in the money unit of the values.
 */
export type GammaGammaParameters = Readonly<Record<'p' | 'q' | 'gamma', number>>;

/** The parameters of a vector of logarithms (ln p, ln q, ln gamma). */
export function gammaGammaAt([p = 0, q = 0, gamma = 0]: Vector): GammaGammaParameters {
  return { p: Math.exp(p), q: Math.exp(q), gamma: Math.exp(gamma) };
}
