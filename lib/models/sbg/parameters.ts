import type { Vector } from '#lib/numerics/vector.ts';

/** sBG: a subscriber's probability of not renewing is Beta(alpha, beta) across subscribers, and stays the same. */
export type SbgParameters = Readonly<Record<'alpha' | 'beta', number>>;

/** The parameters of a vector of logarithms (ln alpha, ln beta). */
export function sbgAt([alpha = 0, beta = 0]: Vector): SbgParameters {
  return { alpha: Math.exp(alpha), beta: Math.exp(beta) };
}
