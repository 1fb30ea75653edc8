import type { Fit, NotFitted } from './fit.ts';
import { checkHistories, type HistoryGroup } from './history.ts';
import { type LikelihoodProblem, maximizeLikelihood } from './maximize-likelihood.ts';

const PARAMETER_COUNT = 4;

/** What differs between purchase models: their parameters and their likelihood. */
export type PurchaseLikelihood<P> = Pick<LikelihoodProblem<P>, 'parametersAt' | 'evaluate'>;

/**
 * Maximum likelihood of a purchase model: shape r and scale alpha of the rates, two parameters of dropout, which a
 * ridge holds where they run off; times in the unit of the histories. `likelihoodOf` is told the customers' mean age.
 * Throws `InvalidHistory`.
 */
export function fitPurchases<P>(
  groups: readonly HistoryGroup[],
  likelihoodOf: (meanAge: number) => PurchaseLikelihood<P>,
): Fit<P> | NotFitted {
  checkHistories(groups);
  const customers = sumOver(groups, () => 1);
  const purchases = sumOver(groups, ({ frequency }) => frequency);
  if (customers < PARAMETER_COUNT) return { refused: 'too-few-customers' };
  if (purchases === 0) return { refused: 'no-repeat-purchases' };
  const ages = sumOver(groups, ({ age }) => age);
  return maximizeLikelihood({
    roles: ['shape', 'scale', 'ridged-shape', 'ridged-shape'],
    start: [0, Math.log(ages / purchases), 0, 0],
    customers,
    groups: groups.length,
    ...likelihoodOf(ages / customers),
  });
}

const sumOver = (groups: readonly HistoryGroup[], of: (group: HistoryGroup) => number): number =>
  groups.reduce((sum, group) => sum + group.customers * of(group), 0);
