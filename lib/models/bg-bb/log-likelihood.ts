import type { Evaluation } from '#lib/numerics/minimize-bfgs.ts';
import type { HistoryGroup } from '../history.ts';
import { type HistoryClass, historyClasses } from './history-classes.ts';
import { type HistoryPaths, historyPaths } from './history-paths.ts';
import type { BgBbParameters } from './parameters.ts';
import { WeightedPaths } from './weighted-paths.ts';

/** Log-likelihood of grouped histories in opportunities (Fader, Hardie & Shang 2010). */
export const logLikelihood = (
  parameters: BgBbParameters,
  groups: readonly HistoryGroup[],
): number => evaluateLikelihood(parameters, historyClasses(groups)).value;

/** Log-likelihood and its gradient in the logarithms of the parameters, in their order. */
export function evaluateLikelihood(
  parameters: BgBbParameters,
  classes: readonly HistoryClass[],
): Evaluation {
  const longest = classes.reduce((most, { age }) => Math.max(most, age), 0);
  const paths = historyPaths(parameters, longest);
  const sums = { value: 0, gradient: [0, 0, 0, 0] };
  for (const own of classes) addClass(sums, own, paths);
  return sums;
}

/** From the youngest dropout backwards, so that each recency adds only the dropouts between it and the one before. */
function addClass(
  sums: { value: number; readonly gradient: number[] },
  { frequency, age, recencies }: HistoryClass,
  paths: HistoryPaths,
): void {
  const ways = new WeightedPaths();
  ways.add(paths.stayed(frequency, age));
  let next = age - 1;
  for (const { recency, customers } of recencies) {
    for (; next >= recency; next -= 1) ways.add(paths.left(frequency, next));
    const { log, slopes } = ways.total();
    sums.value += customers * log;
    for (const [i, slope] of slopes.entries()) {
      sums.gradient[i] = (sums.gradient[i] ?? 0) + customers * slope;
    }
  }
}
