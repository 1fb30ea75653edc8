import type { Vector } from '#lib/numerics/vector.ts';
import type { Fit, NotFitted } from '../fit.ts';
import { wasRefused } from '../fit.ts';
import { type LikelihoodProblem, maximizeLikelihood } from '../maximize-likelihood.ts';
import { commonParameters, type PooledOptimum, type PooledProblem } from './common-parameters.ts';
import { levelCovariance } from './level-optimum.ts';
import { type PooledCovariance, pooledCovariance } from './pooled-covariance.ts';

/** Customers of one level of a covariate that does not change, or of a crossing of such, and their likelihood. */
export interface Level<Parameters> {
  readonly level: string;
  readonly problem: LikelihoodProblem<Parameters>;
}

/** Parameters of one level's customers; the covariance is of their logarithms. */
export interface LevelFit<Parameters> {
  readonly level: string;
  readonly customers: number;
  readonly parameters: Parameters;
  readonly covariance: readonly Vector[];
}

/** `parameters` and `covariance` are of the common values, for a customer whose level is unknown. */
export interface PooledFit<Parameters> extends Fit<Parameters> {
  /** Of the prior: 1 / variance of a level's log parameters around the common ones. */
  readonly poolingWeight: number;
  readonly levels: readonly LevelFit<Parameters>[];
}

/** A standard deviation of 1/2: two levels in three within a factor of 1.65 of the common value. */
const POOLING_WEIGHT = 4;

/**
 * One fit for all levels of a covariate: a level's log parameters are Normal(common, 1/weight) a priori, so that one with
 * few customers stays near the common values and one with many speaks for itself. Maximum a posteriori and the normal
 * approximation there (Gelman et al. 2013, Bayesian Data Analysis, §5.4 and §13.3). The likelihood is stated without
 * the prior; a ridge holds the common values where all customers together need one.
 */
export function fitPooled<P>(
  levels: readonly Level<P>[],
  poolingWeight = POOLING_WEIGHT,
): PooledFit<P> | NotFitted {
  const problems = levels.map(({ problem }) => problem);
  const [first] = problems;
  if (!first) return { refused: 'too-few-customers' };
  const together = maximizeLikelihood(joined(first, problems));
  if (wasRefused(together)) return together;
  const pooled = { problems, weight: poolingWeight, ridge: together.ridge };
  const optimum = commonParameters(pooled, together.parameters);
  const covariance = optimum && covarianceAt(pooled, optimum);
  if (!covariance) return { refused: 'parameters-not-identified' };
  const { iterations, evaluations } = optimum;
  return {
    ...together,
    parameters: first.parametersAt(optimum.common),
    covariance: covariance.common,
    logLikelihood: logLikelihoodAt(problems, optimum),
    iterations,
    evaluations,
    poolingWeight,
    levels: levelFits(levels, optimum, covariance),
  };
}

/** All customers as of one level, in log parameters. */
function joined<P>(
  { roles, start }: LikelihoodProblem<P>,
  problems: readonly LikelihoodProblem<P>[],
): LikelihoodProblem<Vector> {
  return {
    roles,
    start,
    customers: problems.reduce((sum, { customers }) => sum + customers, 0),
    groups: problems.reduce((sum, { groups }) => sum + groups, 0),
    parametersAt: (logs) => logs,
    evaluate: (logs) => {
      const all = problems.map((problem) => problem.evaluate(problem.parametersAt(logs)));
      return {
        value: all.reduce((sum, { value }) => sum + value, 0),
        gradient: logs.map((_, i) => all.reduce((sum, own) => sum + (own.gradient[i] ?? 0), 0)),
      };
    },
  };
}

function covarianceAt<P>(
  pooled: PooledProblem<P>,
  { common, levels }: PooledOptimum,
): PooledCovariance | null {
  const { problems, weight } = pooled;
  const own = problems.map((problem, i) =>
    levelCovariance(problem, { mean: common, weight }, levels[i]?.logs ?? common),
  );
  const found = own.filter((block) => block !== null);
  return found.length < own.length ? null : pooledCovariance(found, pooled);
}

const logLikelihoodAt = <P>(
  problems: readonly LikelihoodProblem<P>[],
  { common, levels }: PooledOptimum,
): number =>
  problems.reduce((sum, problem, i) => {
    const logs = levels[i]?.logs ?? common;
    return sum + problem.evaluate(problem.parametersAt(logs)).value;
  }, 0);

const levelFits = <P>(
  levels: readonly Level<P>[],
  { common, levels: optima }: PooledOptimum,
  covariance: PooledCovariance,
): LevelFit<P>[] =>
  levels.map(({ level, problem }, i) => ({
    level,
    customers: problem.customers,
    parameters: problem.parametersAt(optima[i]?.logs ?? common),
    covariance: covariance.levels[i] ?? [],
  }));
