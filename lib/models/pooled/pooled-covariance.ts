import { invertPositiveDefinite } from '#lib/numerics/invert-positive-definite.ts';
import { dot, type Vector } from '#lib/numerics/vector.ts';

/** Of the common log parameters and of each level's own. */
export interface PooledCovariance {
  readonly common: readonly Vector[];
  readonly levels: readonly (readonly Vector[])[];
}

/**
 * Inverse of the joint Hessian, which is an arrow: levels touch only the common parameters, each by −weight · I. With the
 * inverse blocks Vₗ of the levels, the common covariance is C = [(levels · weight + ridge) I − weight² Σ Vₗ]⁻¹ and
 * that of a level is Vₗ + weight² Vₗ C Vₗ. Null where the Hessian is not positive definite.
 */
export function pooledCovariance(
  levels: readonly (readonly Vector[])[],
  { weight, ridge }: { readonly weight: number; readonly ridge: number },
): PooledCovariance | null {
  const schur = (levels[0] ?? []).map((row, i) =>
    row.map((_, j) => {
      const taken = levels.reduce((sum, own) => sum + weight * (own[i]?.[j] ?? 0), 0);
      return weight * ((i === j ? levels.length + ridge / weight : 0) - taken);
    }),
  );
  const common = invertPositiveDefinite(schur);
  if (!common) return null;
  return { common, levels: levels.map((own) => spread(own, common, weight)) };
}

/** V + weight² V C V of symmetric V and C. */
function spread(own: readonly Vector[], common: readonly Vector[], weight: number): number[][] {
  const pulled = own.map((row) => common.map((column) => weight * dot(row, column)));
  return own.map((row, i) =>
    row.map((entry, j) => entry + weight * dot(pulled[i] ?? [], own[j] ?? [])),
  );
}
