import type { Fit, NotFitted } from '../fit.ts';
import { checkHistories, type HistoryGroup } from '../history.ts';
import { maximizeLikelihood } from '../maximize-likelihood.ts';
import { likelihoodTerms } from './likelihood-terms.ts';
import { evaluateLikelihood } from './log-likelihood.ts';
import { type ParetoNbdParameters, paretoNbdAt } from './parameters.ts';

const PARAMETER_COUNT = 4;

export type ParetoNbdFit = Fit<ParetoNbdParameters>;

/**
 * Maximum likelihood Pareto/NBD on grouped histories; alpha and beta come in their time unit. A ridge on ln s and
 * ln(beta / mean age) only where these run off, stated in the fit. Throws `InvalidHistory`.
 */
export function fitParetoNbd(groups: readonly HistoryGroup[]): ParetoNbdFit | NotFitted {
  checkHistories(groups);
  const customers = sumOver(groups, () => 1);
  const purchases = sumOver(groups, ({ frequency }) => frequency);
  if (customers < PARAMETER_COUNT) return { refused: 'too-few-customers' };
  if (purchases === 0) return { refused: 'no-repeat-purchases' };
  const terms = likelihoodTerms(groups);
  const ages = sumOver(groups, ({ age }) => age);
  const logMeanAge = Math.log(ages / customers);
  return maximizeLikelihood({
    roles: ['shape', 'scale', 'ridged-shape', 'ridged-shape'],
    start: [0, Math.log(ages / purchases), 0, 0],
    parametersAt: ([r = 0, alpha = 0, s = 0, beta = 0]) =>
      paretoNbdAt([r, alpha, s, beta + logMeanAge]),
    customers,
    groups: groups.length,
    evaluate: (parameters) => evaluateLikelihood(parameters, terms),
  });
}

const sumOver = (groups: readonly HistoryGroup[], of: (group: HistoryGroup) => number): number =>
  groups.reduce((sum, group) => sum + group.customers * of(group), 0);
