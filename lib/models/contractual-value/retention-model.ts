import type { Vector } from '#lib/numerics/vector.ts';
import { bdwProblem } from '../bdw/fit.ts';
import { fitBdwByLevel } from '../bdw/fit-by-level.ts';
import { bdwAt } from '../bdw/parameters.ts';
import * as bdw from '../bdw/survival.ts';
import { type Fit, type NotFitted, wasRefused } from '../fit.ts';
import type { LikelihoodProblem } from '../maximize-likelihood.ts';
import type { PooledFit } from '../pooled/fit-pooled.ts';
import { levelCovariance } from '../pooled/level-optimum.ts';
import { sbgProblem } from '../sbg/fit.ts';
import { fitSbgByLevel } from '../sbg/fit-by-level.ts';
import { sbgAt } from '../sbg/parameters.ts';
import * as sbg from '../sbg/survival.ts';
import type { TenureGroup, TenureLevel } from '../tenure/tenure-group.ts';

/** Share of those who come to a renewal (1 the first) and renew. */
export type RetentionRate = (renewal: number) => number;

/** Log parameters of one level, and their covariance were the common ones known. */
export interface LevelLogs {
  readonly level: string;
  readonly logs: Vector;
  readonly covariance: readonly Vector[];
}

/** A pooled fit in log parameters; `covariance` is that of the common ones. */
export interface RetentionFit {
  readonly model: RetentionModel;
  readonly common: Vector;
  readonly covariance: readonly Vector[];
  readonly poolingWeight: number;
  readonly levels: readonly LevelLogs[];
  /** The same as it was fitted; its parameters are the common ones. */
  readonly pooled: Fit<Readonly<Record<string, number>>>;
}

export interface RetentionModel {
  readonly name: 'sbg' | 'bdw';
  readonly fit: (levels: readonly TenureLevel[]) => RetentionFit | NotFitted;
  readonly rateAt: (logs: Vector) => RetentionRate;
}

interface Parts<P> {
  readonly name: RetentionModel['name'];
  readonly fitByLevel: (levels: readonly TenureLevel[]) => PooledFit<P> | NotFitted;
  readonly problemOf: (groups: readonly TenureGroup[]) => LikelihoodProblem<P>;
  readonly parametersAt: (logs: Vector) => P;
  readonly retentionRate: (parameters: P, renewal: number) => number;
}

function retentionModel<P extends Readonly<Record<string, number>>>(
  parts: Parts<P>,
): RetentionModel {
  const model: RetentionModel = {
    name: parts.name,
    fit: (levels) => {
      const fit = parts.fitByLevel(levels);
      return wasRefused(fit) ? fit : inLogs(fit, levels);
    },
    rateAt: (logs) => {
      const parameters = parts.parametersAt(logs);
      return (renewal) => parts.retentionRate(parameters, renewal);
    },
  };
  const inLogs = (fit: PooledFit<P>, levels: readonly TenureLevel[]): RetentionFit => {
    const { poolingWeight, covariance } = fit;
    const prior = { mean: logsOf(fit.parameters), weight: poolingWeight };
    const groupsOf = new Map(levels.map((own) => [own.level, own.groups]));
    return {
      model,
      common: prior.mean,
      covariance,
      poolingWeight,
      pooled: fit,
      levels: fit.levels.map(({ level, parameters }) => {
        const logs = logsOf(parameters);
        const problem = parts.problemOf(groupsOf.get(level) ?? []);
        return { level, logs, covariance: levelCovariance(problem, prior, logs) ?? [] };
      }),
    };
  };
  return model;
}

const logsOf = (parameters: Readonly<Record<string, number>>): number[] =>
  Object.values(parameters).map(Math.log);

/** Models that a backtest chooses from, the simplest first. */
export const RETENTION_MODELS: readonly RetentionModel[] = [
  retentionModel({
    name: 'sbg',
    fitByLevel: fitSbgByLevel,
    problemOf: sbgProblem,
    parametersAt: sbgAt,
    retentionRate: sbg.retentionRate,
  }),
  retentionModel({
    name: 'bdw',
    fitByLevel: fitBdwByLevel,
    problemOf: bdwProblem,
    parametersAt: bdwAt,
    retentionRate: bdw.retentionRate,
  }),
];
