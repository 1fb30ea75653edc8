import { type Interval, Z_95 } from '#lib/numerics/interval.ts';
import { normalTail } from '#lib/numerics/normal-tail.ts';
import { tQuantile, tTails } from '#lib/numerics/student-t.ts';

/** A difference between variant and control, its 95 % interval, and the two-sided p-value of no difference. */
export interface Lift extends Interval {
  readonly difference: number;
  readonly p: number;
}

/** Those who did it among all who were assigned. */
export interface Share {
  readonly hits: number;
  readonly n: number;
}

/** Contributions of all who were assigned, those of nothing too. */
export interface Amounts {
  readonly sum: number;
  readonly squares: number;
  readonly n: number;
}

/** Two proportions, each with its own variance (Wald). Null where a side is empty, or all or none of both did it. */
export function proportionLift(control: Share, variant: Share): Lift | null {
  if (control.n === 0 || variant.n === 0) return null;
  const [c, v] = [control.hits / control.n, variant.hits / variant.n];
  const error = Math.sqrt((c * (1 - c)) / control.n + (v * (1 - v)) / variant.n);
  if (error === 0) return null;
  const difference = v - c;
  return {
    difference,
    lower: difference - Z_95 * error,
    upper: difference + Z_95 * error,
    p: 2 * normalTail(Math.abs(difference) / error),
  };
}

/** Welch (1947), Biometrika 34: two means with unequal variances. Null below two on a side or without any variance. */
export function welchLift(control: Amounts, variant: Amounts): Lift | null {
  if (control.n < 2 || variant.n < 2) return null;
  const [c, v] = [meanOf(control), meanOf(variant)];
  const squared = c.error + v.error;
  if (squared <= 0) return null;
  const degrees = squared ** 2 / (c.error ** 2 / (control.n - 1) + v.error ** 2 / (variant.n - 1));
  const error = Math.sqrt(squared);
  const difference = v.mean - c.mean;
  const reach = tQuantile(0.05, degrees) * error;
  return {
    difference,
    lower: difference - reach,
    upper: difference + reach,
    p: tTails(difference / error, degrees),
  };
}

/** `error`: squared standard error of the mean. */
function meanOf({ sum, squares, n }: Amounts) {
  const mean = sum / n;
  return { mean, error: Math.max(0, squares - n * mean * mean) / (n - 1) / n };
}

/**
 * P-values adjusted for how many there are, in the order given: at or below alpha where it is rejected with an error in
 * any of them at most alpha. Holm (1979), Scandinavian Journal of Statistics 6.
 */
export function holm(pValues: readonly number[]): number[] {
  const order = pValues.map((p, place) => ({ p, place })).sort((a, b) => a.p - b.p);
  const adjusted = new Map<number, number>();
  let least = 0;
  for (const [rank, { p, place }] of order.entries()) {
    least = Math.max(least, Math.min(1, (pValues.length - rank) * p));
    adjusted.set(place, least);
  }
  return pValues.map((_, place) => adjusted.get(place) ?? 1);
}
