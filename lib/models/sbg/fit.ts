import type { Fit, NotFitted } from '../fit.ts';
import { type LikelihoodProblem, maximizeLikelihood } from '../maximize-likelihood.ts';
import { checkIdentified } from '../tenure/check-identified.ts';
import { lifeTable } from '../tenure/life-table.ts';
import { checkTenures, type TenureGroup } from '../tenure/tenure-group.ts';
import { evaluateLikelihood } from './log-likelihood.ts';
import { type SbgParameters, sbgAt } from './parameters.ts';

export type SbgFit = Fit<SbgParameters>;

/**
 * Maximum likelihood sBG on grouped tenures. A ridge on ln alpha and ln beta only where these run off (all subscribers
 * alike, hardly anyone lost), stated in the fit. Throws `InvalidTenure`.
 */
export function fitSbg(groups: readonly TenureGroup[]): SbgFit | NotFitted {
  checkTenures(groups);
  const problem = sbgProblem(groups);
  return checkIdentified(groups, problem.start.length) ?? maximizeLikelihood(problem);
}

/** The likelihood of valid tenures. */
export function sbgProblem(groups: readonly TenureGroup[]): LikelihoodProblem<SbgParameters> {
  const table = lifeTable(groups);
  return {
    roles: ['ridged-shape', 'ridged-shape'],
    start: [0, 0],
    parametersAt: sbgAt,
    customers: groups.reduce((sum, group) => sum + group.customers, 0),
    groups: groups.length,
    evaluate: (parameters) => evaluateLikelihood(parameters, table),
  };
}
