import { combineRelativeErrors, type ForecastError } from '../backtest/relative-error.ts';
import { type FitRefusal, wasRefused } from '../fit.ts';
import { backtestRenewals, type RenewalBacktest } from './held-out-renewals.ts';
import { RETENTION_MODELS, type RetentionFit } from './retention-model.ts';
import { type SubscriberGroup, subscribersIn, tenureLevels } from './subscriber-group.ts';

/** Why the value of subscribers is not forecast. */
export type SubscriptionRefusal =
  | FitRefusal
  | 'too-few-subscribers'
  | 'too-few-lost-subscribers'
  | 'history-too-short';

/** The model that did best on held-out renewals, fitted on all. */
export interface ChosenRetention extends ForecastError {
  readonly fit: RetentionFit;
  readonly backtest: RenewalBacktest;
}

export interface NotChosen {
  readonly refused: SubscriptionRefusal;
}

export interface ChoicePlan {
  /** Renewals of the horizon: no more are held out. */
  readonly periods: number;
  /** The release policy's k. */
  readonly minCustomers: number;
}

const MIN_SUBSCRIBERS = 500;
/** Twice what sBG missed at most of renewals 8 to 12 of the published cohorts (README). */
const PRIOR_RELATIVE_ERROR = 0.05;

/**
 * Fits sBG and BdW on what was known before the last renewals and takes the one that gives these the higher likelihood;
 * sBG where they are equal, the other one where it cannot be fitted on all. Half a mean tenure is held out, at most the horizon.
 */
export function chooseRetentionModel(
  groups: readonly SubscriberGroup[],
  { periods, minCustomers }: ChoicePlan,
): ChosenRetention | NotChosen {
  const subscribers = subscribersIn(groups);
  if (subscribers < MIN_SUBSCRIBERS) return { refused: 'too-few-subscribers' };
  if (subscribersIn(groups.filter(({ isLost }) => isLost)) < minCustomers)
    return { refused: 'too-few-lost-subscribers' };
  const meanAge =
    groups.reduce((sum, { age, customers }) => sum + age * customers, 0) / subscribers;
  const heldOut = Math.min(periods, Math.floor(meanAge / 2));
  if (heldOut < 1) return { refused: 'history-too-short' };
  const backtests = RETENTION_MODELS.map((model) => backtestRenewals(model, groups, heldOut));
  const tested = backtests.flatMap((outcome) => (wasRefused(outcome) ? [] : [outcome]));
  if (tested.length === 0) return { refused: 'history-too-short' };
  for (const backtest of tested.toSorted((a, b) => b.logLikelihood - a.logLikelihood)) {
    const fit = backtest.model.fit(tenureLevels(groups));
    const error = combineRelativeErrors([backtest.relativeError], PRIOR_RELATIVE_ERROR);
    if (!wasRefused(fit)) return { fit, backtest, ...error };
  }
  return { refused: 'parameters-not-identified' };
}
