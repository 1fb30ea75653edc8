import { hessianOf } from '#lib/numerics/hessian-of.ts';
import { invertPositiveDefinite } from '#lib/numerics/invert-positive-definite.ts';
import { type Evaluation, minimizeBfgs } from '#lib/numerics/minimize-bfgs.ts';
import { addScaled, dot, type Vector } from '#lib/numerics/vector.ts';
import type { LikelihoodProblem } from '../maximize-likelihood.ts';

/** What a level's log parameters are thought to be before its customers are seen: Normal(mean, 1/weight). */
export interface LevelPrior {
  readonly mean: Vector;
  readonly weight: number;
}

/** Log parameters that weigh a level's customers against the prior. */
export interface LevelOptimum {
  readonly logs: Vector;
  /** Minus the log-likelihood, plus weight/2 · |logs − mean|². */
  readonly loss: number;
}

/** Null where no minimum is found. */
export function levelOptimum<P>(
  problem: LikelihoodProblem<P>,
  prior: LevelPrior,
  start: Vector,
): LevelOptimum | null {
  const size = problem.customers + prior.weight;
  const { point, value, converged } = minimizeBfgs((logs) => {
    const { value: loss, gradient } = penalisedLoss(problem, prior, logs);
    return { value: loss / size, gradient: gradient.map((slope) => slope / size) };
  }, start);
  return converged ? { logs: point, loss: value * size } : null;
}

/** Inverse curvature of the loss: the covariance of the level's log parameters if the prior's mean were known. */
export function levelCovariance<P>(
  problem: LikelihoodProblem<P>,
  prior: LevelPrior,
  logs: Vector,
): number[][] | null {
  const gradient = (at: Vector) => penalisedLoss(problem, prior, at).gradient;
  return invertPositiveDefinite(hessianOf(gradient, logs));
}

function penalisedLoss<P>(
  problem: LikelihoodProblem<P>,
  { mean, weight }: LevelPrior,
  logs: Vector,
): Evaluation {
  const { value, gradient } = problem.evaluate(problem.parametersAt(logs));
  const effect = addScaled(logs, -1, mean);
  return {
    value: (weight / 2) * dot(effect, effect) - value,
    gradient: effect.map((entry, i) => weight * entry - (gradient[i] ?? 0)),
  };
}
