import type { Fit, NotFitted } from '../fit.ts';
import { checkHistories, type HistoryGroup } from '../history.ts';
import { maximizeLikelihood } from '../maximize-likelihood.ts';
import { likelihoodTerms } from './likelihood-terms.ts';
import { evaluateLikelihood } from './log-likelihood.ts';
import { type BgNbdParameters, bgNbdAt } from './parameters.ts';

const PARAMETER_COUNT = 4;

export type BgNbdFit = Fit<BgNbdParameters>;

/**
 * Maximum likelihood BG/NBD on grouped histories; alpha comes in their time unit. A ridge on ln a and ln b only
 * where these run off (left-truncated histories), stated in the fit. Throws `InvalidHistory`.
 */
export function fitBgNbd(groups: readonly HistoryGroup[]): BgNbdFit | NotFitted {
  checkHistories(groups);
  const customers = sumOver(groups, () => 1);
  const purchases = sumOver(groups, ({ frequency }) => frequency);
  if (customers < PARAMETER_COUNT) return { refused: 'too-few-customers' };
  if (purchases === 0) return { refused: 'no-repeat-purchases' };
  const terms = likelihoodTerms(groups);
  const meanGap = sumOver(groups, ({ age }) => age) / purchases;
  return maximizeLikelihood({
    roles: ['shape', 'scale', 'ridged-shape', 'ridged-shape'],
    start: [0, Math.log(meanGap), 0, 0],
    parametersAt: bgNbdAt,
    customers,
    groups: groups.length,
    evaluate: (parameters) => evaluateLikelihood(parameters, terms),
  });
}

const sumOver = (groups: readonly HistoryGroup[], of: (group: HistoryGroup) => number): number =>
  groups.reduce((sum, group) => sum + group.customers * of(group), 0);
