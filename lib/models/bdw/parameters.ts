import type { Vector } from '#lib/numerics/vector.ts';

/**
 * BdW: a subscriber with the own probability p ~ Beta(alpha, beta) renews at least t times with (1 − p)^(t^c).
 * c > 1: each becomes likelier to leave with tenure; c < 1: less; c = 1: sBG.
 */
export type BdwParameters = Readonly<Record<'alpha' | 'beta' | 'c', number>>;

/** The parameters of a vector of logarithms (ln alpha, ln beta, ln c). */
export function bdwAt([alpha = 0, beta = 0, c = 0]: Vector): BdwParameters {
  return { alpha: Math.exp(alpha), beta: Math.exp(beta), c: Math.exp(c) };
}
