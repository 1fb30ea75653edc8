import { type NotFitted, wasRefused } from '../fit.ts';
import { paymentMoments } from './payment-moments.ts';
import type { RetentionFit, RetentionModel, RetentionRate } from './retention-model.ts';
import { type SubscriberGroup, tenureLevels } from './subscriber-group.ts';

/** How one model did on the last renewals, which its fit had not seen. */
export interface RenewalBacktest {
  readonly model: RetentionModel;
  /** Renewals held out of every subscriber who was active before them. */
  readonly heldOut: number;
  readonly customers: number;
  /** Renewals made in the holdout. */
  readonly actual: number;
  readonly predicted: number;
  /** ln of the probability that the fit gave to what happened; higher is better. */
  readonly logLikelihood: number;
  /** Root of the squared relative error of the total less what chance explains; 0 where chance explains it all. */
  readonly relativeError: number;
}

/** Subscribers as they stood so many renewals ago; who had not begun by then is left out. */
export const asOfEarlier = (
  groups: readonly SubscriberGroup[],
  heldOut: number,
): SubscriberGroup[] =>
  groups
    .filter(({ age }) => age >= heldOut)
    .map((group) => {
      const age = group.age - heldOut;
      const isActive = group.renewals >= age;
      return isActive ? { ...group, age, renewals: age, isLost: false } : { ...group, age };
    });

/** Fits on what was known before the last `heldOut` renewals and compares with them. */
export function backtestRenewals(
  model: RetentionModel,
  groups: readonly SubscriberGroup[],
  heldOut: number,
): RenewalBacktest | NotFitted {
  const fit = model.fit(tenureLevels(asOfEarlier(groups, heldOut)));
  if (wasRefused(fit)) return fit;
  const rates = ratesOf(fit);
  const sums = { customers: 0, actual: 0, predicted: 0, variance: 0, logLikelihood: 0 };
  for (const group of groups) {
    const before = group.age - heldOut;
    const rate = rates.get(group.level);
    if (!rate || before < 0 || group.renewals < before) continue;
    const made = Math.min(group.renewals - before, heldOut);
    const expected = paymentMoments(rate, { renewals: before, periods: heldOut, rate: 0 });
    sums.customers += group.customers;
    sums.actual += group.customers * made;
    sums.predicted += group.customers * expected.mean;
    sums.variance += group.customers * expected.variance;
    sums.logLikelihood += group.customers * logProbability(rate, { before, made, heldOut });
  }
  const { variance, ...found } = sums;
  return { model, heldOut, ...found, relativeError: excessError(found, variance) };
}

interface HeldOut {
  readonly before: number;
  readonly made: number;
  readonly heldOut: number;
}

/** ln of the probability to make so many of the next renewals and, unless that is all of them, to let the next pass. */
function logProbability(rate: RetentionRate, { before, made, heldOut }: HeldOut): number {
  let sum = 0;
  for (let j = 1; j <= made; j += 1) sum += Math.log(rate(before + j));
  return made < heldOut ? sum + Math.log1p(-rate(before + made + 1)) : sum;
}

const excessError = (
  { actual, predicted }: { readonly actual: number; readonly predicted: number },
  variance: number,
): number =>
  predicted > 0 ? Math.sqrt(Math.max(0, (actual - predicted) ** 2 - variance)) / predicted : 0;

/** The retention rates of each level. */
export const ratesOf = ({ model, levels }: RetentionFit): Map<string, RetentionRate> =>
  new Map(levels.map(({ level, logs }) => [level, model.rateAt(logs)]));
