import type { Fit, NotFitted } from '../fit.ts';
import { wasRefused } from '../fit.ts';
import type { ValueGroup } from '../history.ts';
import { maximizeLikelihood } from '../maximize-likelihood.ts';
import { evaluateLikelihood, valueClasses } from './log-likelihood.ts';
import { type GammaGammaParameters, gammaGammaAt } from './parameters.ts';

const PARAMETER_COUNT = 3;

/** `excludedCustomers` had a repeat but no positive value in their group. */
export interface GammaGammaFit extends Fit<GammaGammaParameters> {
  readonly excludedCustomers: number;
}

/**
 * Maximum likelihood Gamma-Gamma on the mean repeat values of repeat customers; gamma comes in their money unit. A
 * ridge on ln p and ln q only where these run off. Refused as `mean-value-undefined` where q ≤ 1: then no mean exists.
 */
export function fitGammaGamma(groups: readonly ValueGroup[]): GammaGammaFit | NotFitted {
  const repeat = groups.filter(({ frequency }) => frequency > 0);
  const valued = repeat.filter(hasValue);
  const customers = sumOver(valued, (group) => group.customers);
  if (customers === 0) return { refused: 'no-repeat-purchases' };
  if (customers < PARAMETER_COUNT) return { refused: 'too-few-customers' };
  const classes = valueClasses(valued);
  const meanValue = sumOver(valued, (group) => group.sumMean) / customers;
  const fit = maximizeLikelihood({
    roles: ['ridged-shape', 'ridged-shape', 'scale'],
    start: [Math.log(2), Math.log(3), Math.log(meanValue)],
    parametersAt: gammaGammaAt,
    customers,
    groups: valued.length,
    evaluate: (parameters) => evaluateLikelihood(parameters, classes),
  });
  if (wasRefused(fit)) return fit;
  if (fit.parameters.q <= 1) return { refused: 'mean-value-undefined' };
  const excludedCustomers = sumOver(repeat, (group) => group.customers) - customers;
  return { ...fit, excludedCustomers };
}

const hasValue = ({ sumMean, sumLogMean }: ValueGroup): boolean =>
  sumMean > 0 && Number.isFinite(sumMean) && Number.isFinite(sumLogMean);

const sumOver = (groups: readonly ValueGroup[], of: (group: ValueGroup) => number): number =>
  groups.reduce((sum, group) => sum + of(group), 0);
