import type { Fit, NotFitted } from '../fit.ts';
import { fitPurchases } from '../fit-purchases.ts';
import type { HistoryGroup } from '../history.ts';
import { likelihoodTerms } from './likelihood-terms.ts';
import { evaluateLikelihood } from './log-likelihood.ts';
import { type BgNbdParameters, bgNbdAt } from './parameters.ts';

export type BgNbdFit = Fit<BgNbdParameters>;

/**
 * Maximum likelihood BG/NBD on grouped histories; alpha comes in their time unit. A ridge on ln a and ln b only
 * where these run off (left-truncated histories), stated in the fit. Throws `InvalidHistory`.
 */
export const fitBgNbd = (groups: readonly HistoryGroup[]): BgNbdFit | NotFitted =>
  fitPurchases(groups, () => {
    const terms = likelihoodTerms(groups);
    return {
      parametersAt: bgNbdAt,
      evaluate: (parameters) => evaluateLikelihood(parameters, terms),
    };
  });
