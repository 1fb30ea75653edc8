import type { Fit, NotFitted } from '../fit.ts';
import { type LikelihoodProblem, maximizeLikelihood } from '../maximize-likelihood.ts';
import { checkIdentified } from '../tenure/check-identified.ts';
import { lifeTable } from '../tenure/life-table.ts';
import { checkTenures, type TenureGroup } from '../tenure/tenure-group.ts';
import { evaluateLikelihood } from './log-likelihood.ts';
import { type BdwParameters, bdwAt } from './parameters.ts';

export type BdwFit = Fit<BdwParameters>;

/**
 * Maximum likelihood BdW on grouped tenures. A ridge on ln alpha, ln beta and ln c only where these run off (all subscribers
 * alike, hardly anyone lost), stated in the fit. Throws `InvalidTenure`.
 */
export function fitBdw(groups: readonly TenureGroup[]): BdwFit | NotFitted {
  checkTenures(groups);
  const problem = bdwProblem(groups);
  return checkIdentified(groups, problem.start.length) ?? maximizeLikelihood(problem);
}

/** The likelihood of valid tenures. */
export function bdwProblem(groups: readonly TenureGroup[]): LikelihoodProblem<BdwParameters> {
  const table = lifeTable(groups);
  return {
    roles: ['ridged-shape', 'ridged-shape', 'ridged-shape'],
    start: [0, 0, 0],
    parametersAt: bdwAt,
    customers: groups.reduce((sum, group) => sum + group.customers, 0),
    groups: groups.length,
    evaluate: (parameters) => evaluateLikelihood(parameters, table),
  };
}
