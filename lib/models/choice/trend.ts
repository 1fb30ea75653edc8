import { PRIOR_RELATIVE_ERROR } from '../backtest/relative-error.ts';

/**
 * Logarithm of the factor that forecasts missed so far: the mean m of the log errors ln(actual/predicted) of past cuts,
 * shrunk to 0 as far as it may be chance: m · max(0, 1 − s²/(n m²)) (positive-part James & Stein 1961). s² is the
 * variance of the errors, with the prior relative error as one more of them, since few cuts may agree by luck.
 */
export function learntTrend(errors: readonly number[]): number {
  const n = errors.length;
  const mean = errors.reduce((sum, error) => sum + error, 0) / n;
  if (!(Math.abs(mean) > 0)) return 0;
  const squares = errors.reduce((sum, error) => sum + (error - mean) ** 2, 0);
  const variance = (PRIOR_RELATIVE_ERROR ** 2 + squares) / n;
  return mean * Math.max(0, 1 - variance / (n * mean * mean));
}

/** Logarithms of the factors for each past cut, learnt from the cuts before it, and for the next one. */
export interface Trends {
  readonly past: readonly number[];
  readonly next: number;
}

/**
 * Zeros unless the trend proves itself in rolling order: at every cut but the oldest, what the earlier cuts had taught
 * would have made the forecast better.
 */
export function provenTrends(errors: readonly number[]): Trends {
  const past = errors.map((_, i) => learntTrend(errors.slice(0, i)));
  const better = errors.filter((error, i) => Math.abs(error - (past[i] ?? 0)) < Math.abs(error));
  return errors.length > 1 && better.length === errors.length - 1
    ? { past, next: learntTrend(errors) }
    : { past: errors.map(() => 0), next: 0 };
}
