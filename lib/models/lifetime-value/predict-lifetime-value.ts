import { groupBy } from '#lib/numerics/group-by.ts';
import { rememberPairs } from '#lib/numerics/remember-pairs.ts';
import type { PurchaseMoments } from '../bg-nbd/purchase-moments.ts';
import { calibrateMoments } from '../choice/calibrate-moments.ts';
import { meanValueMoments } from '../gamma-gamma/mean-value-moments.ts';
import type { GammaGammaParameters } from '../gamma-gamma/parameters.ts';
import { checkHistories } from '../history.ts';
import { lawOfFit, type PurchaseLaw } from '../transaction-model.ts';
import { type Estimate, estimateOf, reachesOf, scaleEstimate } from './estimate.ts';
import type { ForecastModels, ForecastPlan, ScopedGroup } from './forecast-models.ts';
import { discountedIncrements, type Horizon, periodsOf } from './horizon.ts';
import { parameterErrors } from './parameter-errors.ts';

/** Of one quantity over the horizon. */
export interface ScopeEstimate {
  readonly total: Estimate;
  readonly perCustomer: Estimate;
}

export interface ScopeForecast {
  readonly scope: string;
  readonly customers: number;
  readonly purchases: ScopeEstimate;
  /** In the money unit of the values × margin, discounted. */
  readonly lifetimeValue: ScopeEstimate;
}

/** Expectation and variance of a total. */
interface Moments {
  readonly mean: number;
  readonly variance: number;
}

/**
 * Expected purchases and predicted CLV (`clv-predicted`) of each scope, in first-seen order of the scopes: incremental
 * expected purchases × expected mean value × margin × discount. Exact on groups, since a customer's expected mean value
 * is linear in the observed one. Throws `InvalidHistory`.
 */
export function predictLifetimeValue(
  groups: readonly ScopedGroup[],
  models: ForecastModels,
  plan: ForecastPlan,
): ScopeForecast[] {
  checkHistories(groups);
  const timed = models.time.histories(groups);
  const momentsOf = scopeMoments(models, plan);
  const errors = parameterErrors(timed, models, plan);
  const reaches = reachesOf(plan.levels, models.errorDegrees);
  return [...groupBy(timed, (group) => group.scope)].map(([scope, members]) => {
    const { customers, purchases, value } = momentsOf(members);
    const money = { mean: plan.margin * value.mean, variance: plan.margin ** 2 * value.variance };
    const estimate = (moments: Moments, parameters: number): ScopeEstimate => {
      const process = relativeSpread(moments);
      const sources = { parameters, process, model: models.relativeError };
      const total = estimateOf(moments.mean, sources, reaches);
      return { total, perCustomer: scaleEstimate(total, 1 / customers) };
    };
    const error = errors.get(scope);
    return {
      scope,
      customers,
      purchases: estimate(purchases, error?.purchases ?? 0),
      lifetimeValue: estimate(money, error?.lifetimeValue ?? 0),
    };
  });
}

/** Adds up the purchases of a scope's customers and the value of them. */
function scopeMoments(models: ForecastModels, { horizon }: ForecastPlan) {
  const { value, time, daysPerUnit } = models;
  const law = lawOfFit(models.model, models.purchases);
  const lengthOf = (days: number) => time.ahead(days / daysPerUnit);
  const momentsOf = law.purchaseMoments(lengthOf(horizon.days));
  const discountOf = meanDiscount(law, lengthOf, horizon);
  return (members: readonly ScopedGroup[]) => {
    const sums = { customers: 0, purchases: moments(), value: moments() };
    for (const group of members) {
      const each = calibrateMoments(momentsOf(group), models.calibration);
      const discount = discountOf(group.frequency, group.age);
      const worth = moneyOf(group, each, value.parameters);
      sums.customers += group.customers;
      sums.purchases.mean += group.customers * each.mean;
      sums.purchases.variance += group.customers * (each.square - each.mean ** 2);
      sums.value.mean += discount * worth.mean;
      sums.value.variance += discount ** 2 * worth.variance;
    }
    return sums;
  };
}

const moments = () => ({ mean: 0, variance: 0 });

/** What one unit of money a purchase is worth today, over the purchases expected of active customers. */
function meanDiscount(law: PurchaseLaw, lengthOf: (days: number) => number, horizon: Horizon) {
  const periods = periodsOf(horizon);
  return rememberPairs((frequency, age) => {
    const upTo = (days: number) => law.purchasesIfAlive({ frequency, age }, lengthOf(days));
    const all = upTo(horizon.days);
    return all > 0 ? discountedIncrements(upTo, periods) / all : 0;
  });
}

/** Value of a group's purchases: a compound sum, Var = (E[X]/p + E[X²]) E[ζ²] − (E[X] E[ζ])² a customer. */
function moneyOf(
  group: ScopedGroup,
  { mean, square }: PurchaseMoments,
  parameters: GammaGammaParameters,
): Moments {
  const value = meanValueMoments(parameters, group);
  const second = (mean / parameters.p + square) * value.sumOfSquares;
  return { mean: mean * value.sum, variance: second - mean ** 2 * value.sumOfSquaredMeans };
}

/** Standard deviation of the logarithm of a log-normal number with these moments. */
const relativeSpread = ({ mean, variance }: Moments): number =>
  mean > 0 ? Math.sqrt(Math.log1p(Math.max(0, variance) / mean ** 2)) : 0;
