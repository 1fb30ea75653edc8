import { type Evaluation, minimizeBfgs } from '#lib/numerics/minimize-bfgs.ts';
import { dot, type Vector } from '#lib/numerics/vector.ts';
import type { LikelihoodProblem } from '../maximize-likelihood.ts';
import { type LevelOptimum, levelOptimum } from './level-optimum.ts';

export interface PooledProblem<P> {
  readonly problems: readonly LikelihoodProblem<P>[];
  /** Of the prior that ties levels to the common log parameters. */
  readonly weight: number;
  /** Of the ridge on the common log parameters. */
  readonly ridge: number;
}

/** The common log parameters, and each level's own, in the order of the problems. */
export interface PooledOptimum {
  readonly common: Vector;
  readonly levels: readonly LevelOptimum[];
  readonly iterations: number;
  readonly evaluations: number;
}

/**
 * Minimum over the common log parameters of the sum of the levels' own minima. Its gradient needs no derivative of
 * those (envelope theorem), and each minimisation has as few variables as the model: the cost is linear in the levels.
 */
export function commonParameters<P>(pooled: PooledProblem<P>, start: Vector): PooledOptimum | null {
  let known = pooled.problems.map(() => start);
  const optimaAt = (mean: Vector): LevelOptimum[] | null => {
    const { problems, weight } = pooled;
    const optima = problems.map((problem, i) =>
      levelOptimum(problem, { mean, weight }, known[i] ?? mean),
    );
    const found = optima.filter((optimum) => optimum !== null);
    if (found.length < optima.length) return null;
    known = found.map(({ logs }) => logs);
    return found;
  };
  const objective = (mean: Vector) => profile(pooled, mean, optimaAt(mean));
  const { point, converged, iterations, evaluations } = minimizeBfgs(objective, start);
  const levels = converged ? optimaAt(point) : null;
  return levels && { common: point, levels, iterations, evaluations };
}

/** Of the common log parameters: what the levels lose at best, a level and a unit of weight. */
function profile<P>(
  { problems, weight, ridge }: PooledProblem<P>,
  mean: Vector,
  levels: readonly LevelOptimum[] | null,
): Evaluation {
  const size = problems.length * weight + ridge;
  const loss = levels?.reduce((sum, own) => sum + own.loss, 0) ?? Number.NaN;
  const slopes = mean.map((common, i) => {
    const own = levels?.reduce((sum, { logs }) => sum + common - (logs[i] ?? 0), 0) ?? Number.NaN;
    return weight * own + ridge * common;
  });
  return {
    value: (loss + (ridge / 2) * dot(mean, mean)) / size,
    gradient: slopes.map((slope) => slope / size),
  };
}
