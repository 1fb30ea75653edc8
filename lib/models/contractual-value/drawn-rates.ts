import { cholesky } from '#lib/numerics/cholesky.ts';
import type { Random } from '#lib/numerics/random-from.ts';
import { sampleMultinormal } from '#lib/numerics/sample-multinormal.ts';
import { addScaled, dot, type Vector } from '#lib/numerics/vector.ts';
import type { RetentionFit, RetentionModel, RetentionRate } from './retention-model.ts';

/** Retention rates by level; a level that was not fitted has the common ones. */
export type LevelRates = (level: string) => RetentionRate;

export const fittedRates = ({ model, common, levels }: RetentionFit): LevelRates =>
  ratesAt(model, common, new Map(levels.map(({ level, logs }) => [level, logs])));

/**
 * Rates as the fit allows them: the common log parameters move by Normal(0, C), those of a level by the pooling weight ×
 * V × that move and by Normal(0, V) of its own, which together have the joint covariance of the pooled fit.
 */
export function drawnRates(fit: RetentionFit, random: Random): () => LevelRates {
  const { model, common, poolingWeight, levels } = fit;
  const nowhere = common.map(() => 0);
  const lower = cholesky(fit.covariance) ?? [];
  const own = levels.map((level) => ({ ...level, lower: cholesky(level.covariance) ?? [] }));
  return () => {
    const move = sampleMultinormal(nowhere, lower, random);
    const drawn = own.map(({ level, logs, covariance, lower: spread }) => {
      const pulled = covariance.map((row) => dot(row, move));
      const mean = addScaled(logs, poolingWeight, pulled);
      return [level, sampleMultinormal(mean, spread, random)] as const;
    });
    return ratesAt(model, addScaled(common, 1, move), new Map(drawn));
  };
}

function ratesAt(
  model: RetentionModel,
  common: Vector,
  logs: ReadonlyMap<string, Vector>,
): LevelRates {
  const rates = new Map(
    [...logs].map(([level, own]) => [level, remembered(model.rateAt(own))] as const),
  );
  const others = remembered(model.rateAt(common));
  return (level) => rates.get(level) ?? others;
}

/** Each rate is asked for by many tenures and computed once. */
function remembered(rate: RetentionRate): RetentionRate {
  const known: number[] = [];
  return (renewal) => {
    const found = known[renewal] ?? rate(renewal);
    known[renewal] = found;
    return found;
  };
}
