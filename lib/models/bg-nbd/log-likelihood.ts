import type { Evaluation } from '#lib/numerics/minimize-bfgs.ts';
import type { HistoryGroup } from '../history.ts';
import { type FrequencyClass, frequencyClasses } from './frequency-classes.ts';
import type { BgNbdParameters } from './parameters.ts';

/** Log-likelihood of grouped histories (Fader, Hardie & Lee 2005, eq. 6); alpha and the histories share a unit. */
export const logLikelihood = (
  parameters: BgNbdParameters,
  groups: readonly HistoryGroup[],
): number => evaluateLikelihood(parameters, frequencyClasses(groups)).value;

interface Sums {
  value: number;
  r: number;
  alpha: number;
  a: number;
  b: number;
}

/**
 * Log-likelihood and its gradient in (ln r, ln alpha, ln a, ln b).
 *
 * x is whole, so Γ(r+x)/Γ(r) and B(a, b+x)/B(a, b) are products of x factors: summed as logarithms while x
 * rises through the classes, they stay exact where differences of ln Γ lose all digits (parameters of 1e8).
 */
export function evaluateLikelihood(
  parameters: BgNbdParameters,
  classes: readonly FrequencyClass[],
): Evaluation {
  const { r, alpha, a, b } = parameters;
  const rising: Sums = { value: 0, r: 0, alpha: 0, a: 0, b: 0 };
  const sums: Sums = { value: 0, r: 0, alpha: 0, a: 0, b: 0 };
  let purchases = 0;
  for (const { frequency, customers, members } of classes) {
    for (; purchases < frequency; purchases += 1) addPurchase(rising, parameters, purchases);
    sums.value += customers * rising.value;
    sums.r += customers * rising.r;
    sums.a += customers * rising.a;
    sums.b += customers * rising.b;
    for (const member of members) {
      addPast(sums, parameters, member);
      if (frequency > 0) addDropout(sums, parameters, member);
    }
  }
  return {
    value: sums.value,
    gradient: [r * sums.r, alpha * sums.alpha, a * sums.a, b * sums.b],
  };
}

/** Factor i of Γ(r+x)/Γ(r) · B(a, b+x)/B(a, b). */
function addPurchase(rising: Sums, { r, a, b }: BgNbdParameters, i: number): void {
  rising.value += Math.log(r + i) - Math.log1p(a / (b + i));
  rising.r += 1 / (r + i);
  rising.a -= 1 / (a + b + i);
  rising.b += a / ((b + i) * (a + b + i));
}

/** α^r / (α+T)^(r+x), as if still active. */
function addPast(sums: Sums, { r, alpha }: BgNbdParameters, member: HistoryGroup): void {
  const { frequency, age, customers } = member;
  const growth = Math.log1p(age / alpha);
  sums.value -= customers * (r * growth + frequency * (Math.log(alpha) + growth));
  sums.r -= customers * growth;
  sums.alpha += (customers * ((r * age) / alpha - frequency)) / (alpha + age);
}

/** 1 + odds of having dropped out at the last purchase; only with a repeat. */
function addDropout(sums: Sums, parameters: BgNbdParameters, member: HistoryGroup): void {
  const { r, alpha, a, b } = parameters;
  const { frequency, recency, age, customers } = member;
  const gap = Math.log1p((age - recency) / (alpha + recency));
  const logOdds = Math.log(a / (b + frequency - 1)) + (r + frequency) * gap;
  const odds = Math.exp(-Math.abs(logOdds));
  const dropped = customers * (logOdds > 0 ? 1 / (1 + odds) : odds / (1 + odds));
  sums.value += customers * (Math.max(logOdds, 0) + Math.log1p(odds));
  sums.r += dropped * gap;
  sums.alpha -= (dropped * (r + frequency) * (age - recency)) / ((alpha + age) * (alpha + recency));
  sums.a += dropped / a;
  sums.b -= dropped / (b + frequency - 1);
}
