import type { Evaluation } from '#lib/numerics/minimize-bfgs.ts';
import { lifeTable, type RenewalCount } from '../tenure/life-table.ts';
import type { TenureGroup } from '../tenure/tenure-group.ts';
import type { SbgParameters } from './parameters.ts';

/** Log-likelihood of grouped tenures (Fader & Hardie 2007, eqs 5 and 6). */
export const logLikelihood = (parameters: SbgParameters, groups: readonly TenureGroup[]): number =>
  evaluateLikelihood(parameters, lifeTable(groups)).value;

/**
 * Log-likelihood and its gradient in (ln alpha, ln beta).
 *
 * P(T = t) and S(t) are products of the retention rates (β+t−1)/(α+β+t−1) and their complements, so that the likelihood
 * is one binomial a renewal.
 */
export function evaluateLikelihood(
  { alpha, beta }: SbgParameters,
  table: readonly RenewalCount[],
): Evaluation {
  let value = 0;
  let inAlpha = 0;
  let inBeta = 0;
  for (const { renewal, renewed, lost } of table) {
    const kept = beta + renewal - 1;
    const all = alpha + kept;
    value -= renewed * Math.log1p(alpha / kept) + lost * Math.log1p(kept / alpha);
    inAlpha += (lost * kept - renewed * alpha) / all;
    inBeta += ((renewed * alpha) / kept - lost) / all;
  }
  return { value, gradient: [inAlpha, beta * inBeta] };
}
