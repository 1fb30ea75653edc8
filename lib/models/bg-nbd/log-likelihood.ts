import type { Evaluation } from '#lib/numerics/minimize-bfgs.ts';
import type { HistoryGroup } from '../history.ts';
import {
  type AgeClass,
  type FrequencyClass,
  type LikelihoodTerms,
  likelihoodTerms,
  type Span,
} from './likelihood-terms.ts';
import type { BgNbdParameters } from './parameters.ts';

/** Log-likelihood of grouped histories (Fader, Hardie & Lee 2005, eq. 6); alpha and the histories share a unit. */
export const logLikelihood = (
  parameters: BgNbdParameters,
  groups: readonly HistoryGroup[],
): number => evaluateLikelihood(parameters, likelihoodTerms(groups)).value;

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
  { classes, ages, spans }: LikelihoodTerms,
): Evaluation {
  const { r, alpha, a, b } = parameters;
  const rising: Sums = { value: 0, r: 0, alpha: 0, a: 0, b: 0 };
  const sums: Sums = { value: 0, r: 0, alpha: 0, a: 0, b: 0 };
  const gaps = spans.map((span) => gapOf(span, alpha));
  let purchases = 0;
  for (const own of classes) {
    for (; purchases < own.frequency; purchases += 1) addPurchase(rising, parameters, purchases);
    sums.value += own.customers * rising.value;
    sums.r += own.customers * rising.r;
    sums.a += own.customers * rising.a;
    sums.b += own.customers * rising.b;
    if (own.frequency > 0) addDropout(sums, parameters, { own, gaps });
  }
  for (const age of ages) addPast(sums, parameters, age);
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
function addPast(sums: Sums, { r, alpha }: BgNbdParameters, own: AgeClass): void {
  const { age, customers, purchases } = own;
  const growth = Math.log1p(age / alpha);
  sums.value -= customers * r * growth + purchases * (Math.log(alpha) + growth);
  sums.r -= customers * growth;
  sums.alpha += ((customers * r * age) / alpha - purchases) / (alpha + age);
}

/** ln((α+T)/(α+t_x)) and its slope in α. */
interface Gap {
  readonly log: number;
  readonly slope: number;
}

const gapOf = ({ recency, age }: Span, alpha: number): Gap => ({
  log: Math.log1p((age - recency) / (alpha + recency)),
  slope: (recency - age) / ((alpha + age) * (alpha + recency)),
});

/** 1 + odds of having dropped out at the last purchase; only with a repeat. */
function addDropout(
  sums: Sums,
  { r, a, b }: BgNbdParameters,
  { own, gaps }: { readonly own: FrequencyClass; readonly gaps: readonly Gap[] },
): void {
  const shape = r + own.frequency;
  const atOnce = Math.log(a / (b + own.frequency - 1));
  let gone = 0;
  let slope = 0;
  for (const [i, span] of own.spans.entries()) {
    const customers = own.sizes[i] ?? 0;
    const gap = gaps[span];
    if (!gap) continue;
    const logOdds = atOnce + shape * gap.log;
    const odds = Math.exp(-Math.abs(logOdds));
    const dropped = (customers * (logOdds > 0 ? 1 : odds)) / (1 + odds);
    sums.value += customers * (Math.max(logOdds, 0) + Math.log1p(odds));
    sums.r += dropped * gap.log;
    slope += dropped * gap.slope;
    gone += dropped;
  }
  sums.alpha += shape * slope;
  sums.a += gone / a;
  sums.b -= gone / (b + own.frequency - 1);
}
