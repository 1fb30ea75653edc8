import type { Random } from './random-from.ts';
import { sampleNormal } from './sample-normal.ts';
import { dot, type Vector } from './vector.ts';

/** A normal vector with the given mean and the covariance L Lᵀ (`lower` is L, as `cholesky` gives it). */
export function sampleMultinormal(
  mean: Vector,
  lower: readonly Vector[],
  random: Random,
): number[] {
  const noise = mean.map(() => sampleNormal(random));
  return mean.map((value, i) => value + dot(lower[i] ?? [], noise));
}
