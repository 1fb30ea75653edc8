import type { Evaluation } from '#lib/numerics/minimize-bfgs.ts';
import type { HistoryGroup } from '../history.ts';
import { type DropoutNodes, noNodes } from './dropout-nodes.ts';
import { type LikelihoodTerms, likelihoodTerms, type Span } from './likelihood-terms.ts';
import { meanDropouts } from './mean-dropout.ts';
import type { ParetoNbdParameters } from './parameters.ts';
import { type Silence, silenceOf } from './silence.ts';

/** Log-likelihood of grouped histories (Fader & Hardie 2005; the form with A₀); alpha, beta and the histories share a unit. */
export const logLikelihood = (
  parameters: ParetoNbdParameters,
  groups: readonly HistoryGroup[],
): number => evaluateLikelihood(parameters, likelihoodTerms(groups)).value;

interface Sums {
  value: number;
  r: number;
  alpha: number;
  s: number;
  beta: number;
}

/**
 * Log-likelihood and its gradient in (ln r, ln alpha, ln s, ln beta): Γ(r+x)/Γ(r) as a sum over x, the likelihood as
 * if still active, and 1 + the odds of dropout. A span's nodes serve all frequencies that need its whole length.
 */
export function evaluateLikelihood(
  parameters: ParetoNbdParameters,
  { classes, spans }: LikelihoodTerms,
): Evaluation {
  const { r, alpha, s, beta } = parameters;
  const sums: Sums = { value: 0, r: 0, alpha: 0, s: 0, beta: 0 };
  const nodes = noNodes();
  const rising = { value: 0, r: 0 };
  let purchases = 0;
  for (const { frequency, customers } of classes) {
    for (; purchases < frequency; purchases += 1) {
      rising.value += Math.log(r + purchases);
      rising.r += 1 / (r + purchases);
    }
    sums.value += customers * rising.value;
    sums.r += customers * rising.r;
  }
  for (const span of spans) {
    addActive(sums, parameters, span);
    if (span.age > span.recency) {
      addDropout(sums, silenceOf(parameters, span), { span, r, nodes });
    }
  }
  return {
    value: sums.value,
    gradient: [r * sums.r, alpha * sums.alpha, s * sums.s, beta * sums.beta],
  };
}

/** α^r β^s / ((α+T)^(r+x) (β+T)^s). */
function addActive(sums: Sums, { r, alpha, s, beta }: ParetoNbdParameters, span: Span): void {
  const { age, frequencies, sizes } = span;
  const customers = sizes.reduce((sum, size) => sum + size, 0);
  const purchases = sizes.reduce((sum, size, i) => sum + size * (frequencies[i] ?? 0), 0);
  const [growth, betaGrowth] = [Math.log1p(age / alpha), Math.log1p(age / beta)];
  sums.value -= customers * (r * growth + s * betaGrowth);
  sums.value -= purchases * (Math.log(alpha) + growth);
  sums.r -= customers * growth;
  sums.s -= customers * betaGrowth;
  sums.alpha += ((customers * r * age) / alpha - purchases) / (alpha + age);
  sums.beta += (customers * s * age) / beta / (beta + age);
}

interface SpanDropout {
  readonly span: Span;
  readonly r: number;
  /** Room for the nodes. */
  readonly nodes: DropoutNodes;
}

/** ln(1 + odds) of each frequency of a span. */
function addDropout(sums: Sums, silence: Silence, { span, r, nodes }: SpanDropout): void {
  const { s, alpha, beta, growth, betaGrowth } = silence;
  const [atEnd, betaAtEnd] = [alpha + span.age - span.recency, beta + span.age - span.recency];
  const meanOf = meanDropouts(nodes, silence, r);
  for (const [i, frequency] of span.frequencies.entries()) {
    const shape = r + frequency;
    const mean = meanOf(frequency);
    const logOdds = shape * growth + s * betaGrowth + Math.log(mean.total);
    const odds = Math.exp(-Math.abs(logOdds));
    const customers = span.sizes[i] ?? 0;
    const dropped = (customers * (logOdds > 0 ? 1 : odds)) / (1 + odds);
    sums.value += customers * (Math.max(logOdds, 0) + Math.log1p(odds));
    sums.r += dropped * (growth - mean.growth);
    sums.alpha += dropped * shape * (1 / atEnd - mean.shrink / alpha);
    sums.s += dropped * (1 / s + betaGrowth - mean.betaGrowth);
    sums.beta += dropped * (s / betaAtEnd - ((s + 1) * mean.betaShrink) / beta);
  }
}
