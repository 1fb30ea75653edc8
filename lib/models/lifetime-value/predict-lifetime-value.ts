import { groupBy } from '#lib/numerics/group-by.ts';
import { expectedPurchases } from '../bg-nbd/expected-purchases.ts';
import { purchaseMoments } from '../bg-nbd/purchase-moments.ts';
import { meanValueMoments } from '../gamma-gamma/mean-value-moments.ts';
import { checkHistories, type PurchaseHistory } from '../history.ts';
import { type Estimate, estimateOf, scaleEstimate } from './estimate.ts';
import type { ForecastModels, ForecastPlan, ScopedGroup } from './forecast-models.ts';
import { discountedIncrements, periodsOf } from './horizon.ts';
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

/** Of one customer of a history. */
interface PurchaseForecast extends Moments {
  readonly square: number;
  readonly discounted: number;
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
  const forecastOf = purchaseForecasts(models, plan);
  const errors = parameterErrors(groups, models, plan);
  return [...groupBy(groups, (group) => group.scope)].map(([scope, members]) => {
    const customers = members.reduce((sum, group) => sum + group.customers, 0);
    const forecasts = members.map((group) => ({ group, forecast: forecastOf(group) }));
    const purchases = addMoments(
      forecasts.map(({ group, forecast }) => purchasesOf(group, forecast)),
    );
    const value = addMoments(
      forecasts.map(({ group, forecast }) => moneyOf(group, forecast, models.value.parameters)),
    );
    const money = { mean: plan.margin * value.mean, variance: plan.margin ** 2 * value.variance };
    const estimate = (moments: Moments, parameters: number): ScopeEstimate => {
      const process = relativeSpread(moments);
      const sources = { parameters, process, model: models.relativeError };
      const total = estimateOf(moments.mean, sources, plan.levels);
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

/** Forecasts by history, each computed once, however many scopes share it. */
function purchaseForecasts(
  models: ForecastModels,
  plan: ForecastPlan,
): (history: PurchaseHistory) => PurchaseForecast {
  const { parameters } = models.purchases;
  const periods = periodsOf(plan.horizon);
  const known = new Map<string, PurchaseForecast>();
  return (history) => {
    const key = `${history.frequency} ${history.recency} ${history.age}`;
    const seen = known.get(key);
    if (seen) return seen;
    const upTo = (days: number) =>
      expectedPurchases(parameters, history, days / models.daysPerUnit);
    const { mean, square } = purchaseMoments(
      parameters,
      history,
      plan.horizon.days / models.daysPerUnit,
    );
    const discounted = discountedIncrements(upTo, periods);
    const forecast = { mean, square, variance: square - mean * mean, discounted };
    known.set(key, forecast);
    return forecast;
  };
}

const purchasesOf = (
  { customers }: ScopedGroup,
  { mean, variance }: PurchaseForecast,
): Moments => ({
  mean: customers * mean,
  variance: customers * variance,
});

/**
 * Discounted value of a group's purchases: a compound sum, Var = (E[X]/p + E[X²]) E[ζ²] − (E[X] E[ζ])² a customer,
 * discounted as the expectation is.
 */
function moneyOf(
  group: ScopedGroup,
  { mean, square, discounted }: PurchaseForecast,
  parameters: ForecastModels['value']['parameters'],
): Moments {
  const value = meanValueMoments(parameters, group);
  const factor = mean > 0 ? discounted / mean : 0;
  const second = (mean / parameters.p + square) * value.sumOfSquares;
  const variance = factor ** 2 * (second - mean ** 2 * value.sumOfSquaredMeans);
  return { mean: discounted * value.sum, variance };
}

const addMoments = (parts: readonly Moments[]): Moments => ({
  mean: parts.reduce((sum, part) => sum + part.mean, 0),
  variance: parts.reduce((sum, part) => sum + part.variance, 0),
});

/** Standard deviation of the logarithm of a log-normal number with these moments. */
const relativeSpread = ({ mean, variance }: Moments): number =>
  mean > 0 ? Math.sqrt(Math.log1p(Math.max(0, variance) / mean ** 2)) : 0;
