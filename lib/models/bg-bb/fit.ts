import type { Fit, NotFitted } from '../fit.ts';
import type { HistoryGroup } from '../history.ts';
import { maximizeLikelihood } from '../maximize-likelihood.ts';
import { historyClasses } from './history-classes.ts';
import { evaluateLikelihood } from './log-likelihood.ts';
import { checkOpportunities } from './opportunities.ts';
import { type BgBbParameters, bgBbAt } from './parameters.ts';

const PARAMETER_COUNT = 4;
/** Two opportunities have four histories, whose three shares cannot tell four parameters. */
const FEWEST_OPPORTUNITIES = 3;

export type BgBbFit = Fit<BgBbParameters>;

/**
 * Maximum likelihood BG/BB on grouped histories; recency and age count opportunities. A ridge on all parameters only
 * where these run off (all customers alike), stated in the fit. Throws `InvalidHistory`.
 */
export function fitBgBb(groups: readonly HistoryGroup[]): BgBbFit | NotFitted {
  checkOpportunities(groups);
  const customers = groups.reduce((sum, group) => sum + group.customers, 0);
  if (customers < PARAMETER_COUNT) return { refused: 'too-few-customers' };
  if (groups.every(({ frequency }) => frequency === 0)) return { refused: 'no-repeat-purchases' };
  if (groups.every(({ age }) => age < FEWEST_OPPORTUNITIES)) {
    return { refused: 'parameters-not-identified' };
  }
  const classes = historyClasses(groups);
  return maximizeLikelihood({
    roles: ['ridged-shape', 'ridged-shape', 'ridged-shape', 'ridged-shape'],
    start: [0, 0, 0, 0],
    parametersAt: bgBbAt,
    customers,
    groups: groups.length,
    evaluate: (parameters) => evaluateLikelihood(parameters, classes),
  });
}
