import { dot, type Vector } from './vector.ts';

/** Lower triangle L with L Lᵀ = matrix (symmetric, rows of equal length), or null if it is not positive definite. */
export function cholesky(matrix: readonly Vector[]): number[][] | null {
  const lower: number[][] = [];
  for (const [i, row] of matrix.entries()) {
    const current: number[] = [];
    for (let j = 0; j < i; j += 1) {
      const other = lower[j] ?? [];
      const rest = (row[j] ?? 0) - dot(other.slice(0, j), current);
      current.push(rest / (other[j] ?? 1));
    }
    const pivot = (row[i] ?? 0) - dot(current, current);
    if (!(pivot > 1e-14 * Math.abs(row[i] ?? 0))) return null;
    current.push(Math.sqrt(pivot));
    lower.push(current);
  }
  return lower;
}
