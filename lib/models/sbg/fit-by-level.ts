import type { NotFitted } from '../fit.ts';
import { fitPooled, type PooledFit } from '../pooled/fit-pooled.ts';
import { checkIdentified } from '../tenure/check-identified.ts';
import { checkTenures, type TenureLevel } from '../tenure/tenure-group.ts';
import { sbgProblem } from './fit.ts';
import type { SbgParameters } from './parameters.ts';

/**
 * sBG with a covariate that does not change: alpha and beta of each level, pooled (`fitPooled`) so that one with a few
 * subscribers borrows from the others. Refused as `fitSbg` on all together. Throws `InvalidTenure`.
 */
export function fitSbgByLevel(
  levels: readonly TenureLevel[],
  poolingWeight?: number,
): PooledFit<SbgParameters> | NotFitted {
  const groups = levels.flatMap((own) => own.groups);
  checkTenures(groups);
  const refusal = checkIdentified(groups, sbgProblem(groups).start.length);
  if (refusal) return refusal;
  const problems = levels.map((own) => ({ level: own.level, problem: sbgProblem(own.groups) }));
  return fitPooled(problems, poolingWeight);
}
