import type { Interval } from '#lib/numerics/interval.ts';
import { tQuantile } from '#lib/numerics/student-t.ts';

const SCALE = { least: 1, most: 7 };

/** Answers of 1 to 7: how many, their sum, and the sum of their squares. */
export interface EffortSums {
  readonly n: number;
  readonly sum: number;
  readonly squares: number;
}

/** 95 % t interval of the mean, within the scale; `n` > 1. Of answers that are all alike it has no width. */
export function effortInterval({ n, sum, squares }: EffortSums): Interval {
  const mean = sum / n;
  const variance = Math.max(0, squares - n * mean * mean) / (n - 1);
  const margin = tQuantile(0.05, n - 1) * Math.sqrt(variance / n);
  return {
    lower: Math.max(SCALE.least, mean - margin),
    upper: Math.min(SCALE.most, mean + margin),
  };
}
