import type { Fit, NotFitted } from '../fit.ts';
import { fitPurchases } from '../fit-purchases.ts';
import type { HistoryGroup } from '../history.ts';
import { evaluateLikelihood, likelihoodTerms } from './log-likelihood.ts';
import { type MbgNbdParameters, mbgNbdAt } from './parameters.ts';

export type MbgNbdFit = Fit<MbgNbdParameters>;

/**
 * Maximum likelihood MBG/NBD on grouped histories; alpha comes in their time unit. A ridge on ln a and ln b only
 * where these run off, stated in the fit. Throws `InvalidHistory`.
 */
export const fitMbgNbd = (groups: readonly HistoryGroup[]): MbgNbdFit | NotFitted =>
  fitPurchases(groups, () => {
    const terms = likelihoodTerms(groups);
    return {
      parametersAt: mbgNbdAt,
      evaluate: (parameters) => evaluateLikelihood(parameters, terms),
    };
  });
