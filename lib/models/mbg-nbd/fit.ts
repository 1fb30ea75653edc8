import type { Fit, NotFitted } from '../fit.ts';
import { checkHistories, type HistoryGroup } from '../history.ts';
import { maximizeLikelihood } from '../maximize-likelihood.ts';
import { evaluateLikelihood, likelihoodTerms } from './log-likelihood.ts';
import { type MbgNbdParameters, mbgNbdAt } from './parameters.ts';

const PARAMETER_COUNT = 4;

export type MbgNbdFit = Fit<MbgNbdParameters>;

/**
 * Maximum likelihood MBG/NBD on grouped histories; alpha comes in their time unit. A ridge on ln a and ln b only
 * where these run off, stated in the fit. Throws `InvalidHistory`.
 */
export function fitMbgNbd(groups: readonly HistoryGroup[]): MbgNbdFit | NotFitted {
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
    parametersAt: mbgNbdAt,
    customers,
    groups: groups.length,
    evaluate: (parameters) => evaluateLikelihood(parameters, terms),
  });
}

const sumOver = (groups: readonly HistoryGroup[], of: (group: HistoryGroup) => number): number =>
  groups.reduce((sum, group) => sum + group.customers * of(group), 0);
