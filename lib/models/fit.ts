import type { Vector } from '#lib/numerics/vector.ts';

/** Why a model was not fitted. */
export const FIT_REFUSALS = [
  'no-repeat-purchases',
  'too-few-customers',
  'mean-value-undefined',
  'parameters-not-identified',
] as const;
export type FitRefusal = (typeof FIT_REFUSALS)[number];

/** A maximum likelihood fit. All of it is JSON. */
export interface Fit<Parameters> {
  readonly parameters: Parameters;
  /** Covariance of the logarithms of the parameters, in their order: inverse Hessian of what was minimised. */
  readonly covariance: readonly Vector[];
  /** Without the ridge's penalty. */
  readonly logLikelihood: number;
  readonly customers: number;
  readonly groups: number;
  readonly converged: boolean;
  readonly iterations: number;
  readonly evaluations: number;
  /** Weight of the penalty ½ Σ (ln θ)² on the parameters that the model's README names; 0: plain maximum likelihood. */
  readonly ridge: number;
}

export interface NotFitted {
  readonly refused: FitRefusal;
}

export const wasRefused = (outcome: object): outcome is NotFitted => 'refused' in outcome;
