import type { Evaluation } from '#lib/numerics/minimize-bfgs.ts';
import * as bgNbdTerms from '../bg-nbd/likelihood-terms.ts';
import * as bgNbd from '../bg-nbd/log-likelihood.ts';
import type { HistoryGroup } from '../history.ts';
import { afterFirstPurchase, type MbgNbdParameters } from './parameters.ts';

/** Log-likelihood of grouped histories (Batislam, Denizel & Filiztekin 2007); alpha shares their unit. */
export const logLikelihood = (
  parameters: MbgNbdParameters,
  groups: readonly HistoryGroup[],
): number => evaluateLikelihood(parameters, likelihoodTerms(groups)).value;

/** Customers without a repeat purchase, of one age. */
interface OneTimeBuyers {
  readonly age: number;
  readonly customers: number;
}

/** Grouped histories by what the terms of the likelihood depend on. */
export interface LikelihoodTerms {
  readonly customers: number;
  readonly bgNbd: bgNbdTerms.LikelihoodTerms;
  readonly oneTimeBuyers: readonly OneTimeBuyers[];
}

export function likelihoodTerms(groups: readonly HistoryGroup[]): LikelihoodTerms {
  const byAge = new Map<number, number>();
  for (const { frequency, age, customers } of groups) {
    if (frequency === 0) byAge.set(age, (byAge.get(age) ?? 0) + customers);
  }
  return {
    customers: groups.reduce((sum, group) => sum + group.customers, 0),
    bgNbd: bgNbdTerms.likelihoodTerms(groups),
    oneTimeBuyers: [...byAge].map(([age, customers]) => ({ age, customers })),
  };
}

/**
 * Log-likelihood and its gradient in (ln r, ln alpha, ln a, ln b): BG/NBD's at b + 1, times the chance b/(a+b) of
 * staying after the first purchase, and for one-time buyers 1 + the odds a/b · ((α+T)/α)^r of not having stayed.
 */
export function evaluateLikelihood(
  parameters: MbgNbdParameters,
  { customers, bgNbd: terms, oneTimeBuyers }: LikelihoodTerms,
): Evaluation {
  const { r, alpha, a, b } = parameters;
  const stayed = bgNbd.evaluateLikelihood(afterFirstPurchase(parameters), terms);
  const left = { value: 0, r: 0, alpha: 0, odds: 0 };
  for (const own of oneTimeBuyers) {
    const growth = Math.log1p(own.age / alpha);
    const logOdds = Math.log(a / b) + r * growth;
    const odds = Math.exp(-Math.abs(logOdds));
    const dropped = (own.customers * (logOdds > 0 ? 1 : odds)) / (1 + odds);
    left.value += own.customers * (Math.max(logOdds, 0) + Math.log1p(odds));
    left.odds += dropped;
    left.r += dropped * r * growth;
    left.alpha -= (dropped * r * own.age) / (alpha + own.age);
  }
  const [slopeR = 0, slopeAlpha = 0, slopeA = 0, slopeB = 0] = stayed.gradient;
  const lost = (customers * a) / (a + b);
  return {
    value: stayed.value - customers * Math.log1p(a / b) + left.value,
    gradient: [
      slopeR + left.r,
      slopeAlpha + left.alpha,
      slopeA - lost + left.odds,
      (slopeB * b) / (b + 1) + lost - left.odds,
    ],
  };
}
