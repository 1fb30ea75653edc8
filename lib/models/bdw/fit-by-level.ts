import type { NotFitted } from '../fit.ts';
import { fitPooled, type PooledFit } from '../pooled/fit-pooled.ts';
import { checkIdentified } from '../tenure/check-identified.ts';
import { checkTenures, type TenureLevel } from '../tenure/tenure-group.ts';
import { bdwProblem } from './fit.ts';
import type { BdwParameters } from './parameters.ts';

/**
 * BdW with a covariate that does not change: alpha, beta and c of each level, pooled (`fitPooled`) so that one with a few
 * subscribers borrows from the others. Refused as `fitBdw` on all together. Throws `InvalidTenure`.
 */
export function fitBdwByLevel(
  levels: readonly TenureLevel[],
  poolingWeight?: number,
): PooledFit<BdwParameters> | NotFitted {
  const groups = levels.flatMap((own) => own.groups);
  checkTenures(groups);
  const refusal = checkIdentified(groups, bdwProblem(groups).start.length);
  if (refusal) return refusal;
  const problems = levels.map((own) => ({ level: own.level, problem: bdwProblem(own.groups) }));
  return fitPooled(problems, poolingWeight);
}
