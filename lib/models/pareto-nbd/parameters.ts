import type { Vector } from '#lib/numerics/vector.ts';

/**
 * Pareto/NBD: purchase rates are Gamma(r, alpha) across customers, dropout rates Gamma(s, beta).
 * alpha and beta are in the time unit of the histories.
 */
export type ParetoNbdParameters = Readonly<Record<'r' | 'alpha' | 's' | 'beta', number>>;

/** The parameters of a vector of logarithms (ln r, ln alpha, ln s, ln beta). */
export function paretoNbdAt([r = 0, alpha = 0, s = 0, beta = 0]: Vector): ParetoNbdParameters {
  return { r: Math.exp(r), alpha: Math.exp(alpha), s: Math.exp(s), beta: Math.exp(beta) };
}
