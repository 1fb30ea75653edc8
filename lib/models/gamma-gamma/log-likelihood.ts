import { digamma } from '#lib/numerics/digamma.ts';
import { groupBy } from '#lib/numerics/group-by.ts';
import { logGamma } from '#lib/numerics/log-gamma.ts';
import type { Evaluation } from '#lib/numerics/minimize-bfgs.ts';
import type { ValueGroup } from '../history.ts';
import type { GammaGammaParameters } from './parameters.ts';

/** Value groups of one frequency. */
export interface ValueClass {
  readonly frequency: number;
  readonly customers: number;
  readonly sumLogMean: number;
  readonly members: readonly ValueGroup[];
}

export function valueClasses(groups: readonly ValueGroup[]): ValueClass[] {
  return [...groupBy(groups, (group) => group.frequency)].map(([frequency, members]) => ({
    frequency,
    members,
    customers: members.reduce((sum, member) => sum + member.customers, 0),
    sumLogMean: members.reduce((sum, member) => sum + member.sumLogMean, 0),
  }));
}

/** Log-likelihood of mean repeat values (Fader & Hardie 2013, "The Gamma-Gamma Model of Monetary Value", eq. 1a). */
export const logLikelihood = (
  parameters: GammaGammaParameters,
  groups: readonly ValueGroup[],
): number => evaluateLikelihood(parameters, valueClasses(groups)).value;

/**
 * Log-likelihood and its gradient in (ln p, ln q, ln gamma).
 *
 * Only ln(γ + x m) is not linear in Σ m and Σ ln m. Within a group it is expanded to second order around the mean,
 * the variance taken from the gap ln(mean m) − mean(ln m), which is 0 where all share one mean.
 */
export function evaluateLikelihood(
  { p, q, gamma }: GammaGammaParameters,
  classes: readonly ValueClass[],
): Evaluation {
  const total = { value: 0, p: 0, q: 0, gamma: 0 };
  for (const { frequency: x, customers, sumLogMean, members } of classes) {
    const scale = scaleSums(gamma, members);
    const shape = p * x + q;
    const constant = logGamma(shape) - logGamma(p * x) - logGamma(q) + p * x * Math.log(x);
    total.value += customers * (constant + q * Math.log(gamma));
    total.value += (p * x - 1) * sumLogMean - shape * scale.log;
    const slope = digamma(shape);
    total.p += x * (customers * (slope - digamma(p * x) + Math.log(x)) + sumLogMean - scale.log);
    total.q += customers * (slope - digamma(q) + Math.log(gamma)) - scale.log;
    total.gamma += (customers * q) / gamma - shape * scale.slope;
  }
  return { value: total.value, gradient: [p * total.p, q * total.q, gamma * total.gamma] };
}

/** Σ ln(γ + x m) and its derivative in γ. */
function scaleSums(gamma: number, members: readonly ValueGroup[]): { log: number; slope: number } {
  let log = 0;
  let slope = 0;
  for (const { frequency, customers, sumMean, sumLogMean } of members) {
    const mean = sumMean / customers;
    const spread = Math.log(mean) - sumLogMean / customers;
    const scale = gamma + frequency * mean;
    const bend = spread * ((frequency * mean) / scale) ** 2;
    log += customers * (Math.log(scale) - bend);
    slope += (customers * (1 + 2 * bend)) / scale;
  }
  return { log, slope };
}
