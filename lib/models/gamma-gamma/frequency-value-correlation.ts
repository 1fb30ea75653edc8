import type { ValueGroup } from '../history.ts';

/** Beyond it Gamma-Gamma's independence of value and frequency is in doubt and a report must say so. */
export const WARN_ABOVE_CORRELATION = 0.3;

/**
 * Pearson correlation between repeat purchases and their mean value over customers; null where either does not
 * vary. The variance inside a group comes from the gap ln(mean m) − mean(ln m), to second order.
 */
export function frequencyValueCorrelation(groups: readonly ValueGroup[]): number | null {
  const sum = { n: 0, x: 0, m: 0, xx: 0, xm: 0, mm: 0 };
  for (const { frequency: x, customers: n, sumMean, sumLogMean } of groups) {
    const mean = sumMean / n;
    const spread = Math.max(0, Math.log(mean) - sumLogMean / n);
    sum.n += n;
    sum.x += n * x;
    sum.m += sumMean;
    sum.xx += n * x * x;
    sum.xm += x * sumMean;
    sum.mm += n * mean * mean * (1 + 2 * spread);
  }
  const varianceX = sum.xx - sum.x ** 2 / sum.n;
  const varianceM = sum.mm - sum.m ** 2 / sum.n;
  const vary = varianceX > 1e-12 * sum.xx && varianceM > 1e-12 * sum.mm;
  return vary ? (sum.xm - (sum.x * sum.m) / sum.n) / Math.sqrt(varianceX * varianceM) : null;
}
