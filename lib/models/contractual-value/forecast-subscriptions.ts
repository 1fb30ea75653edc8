import { randomFrom } from '#lib/numerics/random-from.ts';
import type { ForecastError } from '../backtest/relative-error.ts';
import { type Estimate, estimateOf, reachesOf } from '../lifetime-value/estimate.ts';
import { DAYS_PER_MONTH, periodRate } from '../lifetime-value/horizon.ts';
import type { ChosenRetention } from './choose-retention-model.ts';
import { drawnRates, fittedRates, type LevelRates } from './drawn-rates.ts';
import { newSubscriberPayments, paymentMoments } from './payment-moments.ts';
import type { RenewalMonths, SubscriberGroup } from './subscriber-group.ts';

/** What the active subscribers of one scope are worth over the horizon, in the money unit of their revenue × margin. */
export interface SubscriptionValue {
  readonly scope: string;
  readonly subscribers: number;
  /** Payments to come from an active subscriber. */
  readonly perSubscriber: Estimate;
  /** Payments of a new subscriber at the same prices, the first one included. */
  readonly newSubscriber: Estimate;
}

export interface SubscriptionPlan {
  readonly horizonDays: number;
  readonly discountRateYear: number;
  readonly margin: number;
  /** Of the intervals, such as [0.95]. */
  readonly levels: readonly number[];
  readonly seed: string;
  /** Scopes that hold the subscribers of a level, such as `country:IE` for `IE|web`. */
  readonly scopesOf: (level: string) => readonly string[];
}

/** The chosen model of each renewal interval. */
export type ChosenModels = ReadonlyMap<RenewalMonths, ChosenRetention>;

const DRAWS = 200;
const MONTHS_PER_YEAR = 12;

/**
 * Value of the active subscribers of each scope, in first-seen order: Σ over the next renewals of S(t | tenure) × monthly
 * recurring revenue × months × margin × discount. Groups whose interval has no model are left out.
 */
export function forecastSubscriptions(
  groups: readonly SubscriberGroup[],
  chosen: ChosenModels,
  plan: SubscriptionPlan,
): SubscriptionValue[] {
  const active = groups.filter(({ isLost, renewalMonths }) => !isLost && chosen.has(renewalMonths));
  const random = randomFrom(plan.seed);
  const draws = byInterval(chosen, ({ fit }) => drawnRates(fit, random));
  const drawn = Array.from({ length: DRAWS }, () =>
    totalsByScope(
      active,
      byInterval(draws, (next) => next()),
      plan,
    ),
  );
  const { relativeError: model, errorDegrees } = largestError(chosen);
  const reaches = reachesOf(plan.levels, errorDegrees);
  const fitted = totalsByScope(
    active,
    byInterval(chosen, ({ fit }) => fittedRates(fit)),
    plan,
  );
  return [...fitted].map(([scope, totals]) => {
    const { subscribers, payments, variance } = totals;
    const estimate = (name: 'payments' | 'newPayments', process: number): Estimate => {
      const parameters = logDeviation(drawn.map((own) => own.get(scope)?.[name] ?? 0));
      const value = (plan.margin * totals[name]) / subscribers;
      return estimateOf(value, { parameters, process, model }, reaches);
    };
    const process = payments > 0 ? Math.sqrt(Math.log1p(variance / payments ** 2)) : 0;
    return {
      scope,
      subscribers,
      perSubscriber: estimate('payments', process),
      newSubscriber: estimate('newPayments', 0),
    };
  });
}

const largestError = (chosen: ChosenModels): ForecastError =>
  [...chosen.values()].reduce<ForecastError>(
    (largest, own) => (own.relativeError > largest.relativeError ? own : largest),
    { relativeError: 0, errorDegrees: Number.POSITIVE_INFINITY },
  );

/** Of the active subscribers of a scope; money before margin. */
interface ScopeTotals {
  subscribers: number;
  payments: number;
  variance: number;
  newPayments: number;
}

function totalsByScope(
  active: readonly SubscriberGroup[],
  rates: ReadonlyMap<RenewalMonths, LevelRates>,
  plan: SubscriptionPlan,
): Map<string, ScopeTotals> {
  const byScope = new Map<string, ScopeTotals>();
  for (const group of active) {
    const { renewalMonths, renewals, level } = group;
    const rate = rates.get(renewalMonths)?.(level);
    if (!rate) continue;
    const terms = renewalTerms(renewalMonths, plan);
    const { mean, variance } = paymentMoments(rate, { ...terms, renewals });
    const paid = group.monthlyRevenue * renewalMonths;
    for (const scope of plan.scopesOf(level)) {
      const totals = byScope.get(scope) ?? nothing();
      totals.subscribers += group.customers;
      totals.payments += paid * mean;
      totals.variance += group.squaredMonthlyRevenue * renewalMonths ** 2 * variance;
      totals.newPayments += paid * newSubscriberPayments(rate, terms);
      byScope.set(scope, totals);
    }
  }
  return byScope;
}

const nothing = (): ScopeTotals => ({ subscribers: 0, payments: 0, variance: 0, newPayments: 0 });

/** Renewals that the horizon holds, and the discount rate from one to the next. */
export const renewalTerms = (
  renewalMonths: RenewalMonths,
  { horizonDays, discountRateYear }: Pick<SubscriptionPlan, 'horizonDays' | 'discountRateYear'>,
) => ({
  periods: Math.round(horizonDays / DAYS_PER_MONTH / renewalMonths),
  rate: periodRate(discountRateYear, MONTHS_PER_YEAR / renewalMonths),
});

const byInterval = <T, U>(
  own: ReadonlyMap<RenewalMonths, T>,
  of: (value: T) => U,
): ReadonlyMap<RenewalMonths, U> => new Map([...own].map(([months, value]) => [months, of(value)]));

/** Standard deviation of the logarithms of the positive values; 0 where there is nothing to compare. */
function logDeviation(values: readonly number[]): number {
  const logs = values.filter((value) => value > 0).map(Math.log);
  if (logs.length < 2) return 0;
  const mean = logs.reduce((sum, log) => sum + log, 0) / logs.length;
  return Math.sqrt(logs.reduce((sum, log) => sum + (log - mean) ** 2, 0) / (logs.length - 1));
}
