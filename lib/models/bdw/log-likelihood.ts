import { digammaGap } from '#lib/numerics/digamma-gap.ts';
import { logBetaRatio, logBetaRatioSlopes } from '#lib/numerics/log-beta-ratio.ts';
import type { Evaluation } from '#lib/numerics/minimize-bfgs.ts';
import { lifeTable, type RenewalCount } from '../tenure/life-table.ts';
import type { TenureGroup } from '../tenure/tenure-group.ts';
import type { BdwParameters } from './parameters.ts';
import { hazardArguments } from './renewal-hazard.ts';

/** Log-likelihood of grouped tenures (Fader, Hardie, Liu, Davin & Steenburgh 2018). */
export const logLikelihood = (parameters: BdwParameters, groups: readonly TenureGroup[]): number =>
  evaluateLikelihood(parameters, lifeTable(groups)).value;

/**
 * Log-likelihood and its gradient in (ln alpha, ln beta, ln c): S(t−1) − S(t) and S(t) are products of retention rates
 * e^−hazard and their complements, so that the likelihood is one binomial a renewal.
 */
export function evaluateLikelihood(
  parameters: BdwParameters,
  table: readonly RenewalCount[],
): Evaluation {
  const { alpha, beta } = parameters;
  const sums = { value: 0, alpha: 0, beta: 0, c: 0 };
  let before = 0;
  for (const { renewal, renewed, lost } of table) {
    const at = hazardArguments(parameters, renewal);
    const hazard = logBetaRatio(at);
    sums.value -= renewed * hazard - (lost > 0 ? lost * Math.log(-Math.expm1(-hazard)) : 0);
    const slope = (lost > 0 ? lost / Math.expm1(hazard) : 0) - renewed;
    const slopes = logBetaRatioSlopes(at);
    const until = slopeInC(parameters, renewal);
    sums.alpha += slope * slopes.a;
    sums.beta += slope * slopes.b;
    sums.c += slope * (until - before);
    before = until;
  }
  return { value: sums.value, gradient: [alpha * sums.alpha, beta * sums.beta, sums.c] };
}

/** d/d ln c of ln B(α, β) − ln B(α, β+t^c), the hazards up to a renewal. */
function slopeInC({ alpha, beta, c }: BdwParameters, renewal: number): number {
  const power = renewal ** c;
  return c * power * Math.log(renewal) * digammaGap(beta + power, alpha);
}
