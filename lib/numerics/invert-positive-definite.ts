import { cholesky } from './cholesky.ts';
import { dot, type Vector } from './vector.ts';

/** Inverse of a symmetric positive definite matrix, by Cholesky; null if it is not positive definite. */
export function invertPositiveDefinite(matrix: readonly Vector[]): number[][] | null {
  const lower = cholesky(matrix);
  if (!lower) return null;
  const columns = matrix.map((_, unit) => solveLower(lower, unit));
  return columns.map((x) => columns.map((y) => dot(x, y)));
}

/** L⁻¹ e_unit: with L⁻¹'s columns cᵢ, (L Lᵀ)⁻¹ has the entries cᵢ · cⱼ. */
function solveLower(lower: readonly Vector[], unit: number): number[] {
  const solution: number[] = [];
  for (const [i, row] of lower.entries()) {
    const target = i === unit ? 1 : 0;
    solution.push((target - dot(solution, row.slice(0, i))) / (row[i] ?? 1));
  }
  return solution;
}
