import type { Fit, NotFitted } from '../fit.ts';
import { fitPurchases } from '../fit-purchases.ts';
import type { HistoryGroup } from '../history.ts';
import { likelihoodTerms } from './likelihood-terms.ts';
import { evaluateLikelihood } from './log-likelihood.ts';
import { type ParetoNbdParameters, paretoNbdAt } from './parameters.ts';

export type ParetoNbdFit = Fit<ParetoNbdParameters>;

/**
 * Maximum likelihood Pareto/NBD on grouped histories; alpha and beta come in their time unit. A ridge on ln s and
 * ln(beta / mean age) only where these run off, stated in the fit. Throws `InvalidHistory`.
 */
export const fitParetoNbd = (groups: readonly HistoryGroup[]): ParetoNbdFit | NotFitted =>
  fitPurchases(groups, (meanAge) => {
    const terms = likelihoodTerms(groups);
    const logMeanAge = Math.log(meanAge);
    return {
      parametersAt: ([r = 0, alpha = 0, s = 0, beta = 0]) =>
        paretoNbdAt([r, alpha, s, beta + logMeanAge]),
      evaluate: (parameters) => evaluateLikelihood(parameters, terms),
    };
  });
