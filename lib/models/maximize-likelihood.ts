import { hessianOf } from '#lib/numerics/hessian-of.ts';
import { invertPositiveDefinite } from '#lib/numerics/invert-positive-definite.ts';
import { type Evaluation, type Minimum, minimizeBfgs } from '#lib/numerics/minimize-bfgs.ts';
import { dot, type Vector } from '#lib/numerics/vector.ts';
import type { Fit, NotFitted } from './fit.ts';

const RIDGE = 1;
/** A shape beyond these has run off: the likelihood is flat there and only round-off tells points apart. */
const SMALLEST_SHAPE = 1e-4;
const LARGEST_SHAPE = 1e4;
/** A logarithm that is known to a factor of e⁵ at best is not known; draws around it would go anywhere. */
const LARGEST_DEVIATION = 5;

/** A scale has a unit and may take any size; a shape has none; a ridged shape is held by the ridge when shapes run off. */
export type ParameterRole = 'scale' | 'shape' | 'ridged-shape';

/** A likelihood in the logarithms of its parameters; all vectors are in one order. */
export interface LikelihoodProblem<Parameters> {
  readonly roles: readonly ParameterRole[];
  /** Logarithms. */
  readonly start: Vector;
  readonly customers: number;
  readonly groups: number;
  parametersAt(logs: Vector): Parameters;
  /** Log-likelihood and its gradient in the logarithms. */
  evaluate(parameters: Parameters): Evaluation;
}

/**
 * Plain maximum likelihood; where that ends in no sound point (not converged, shapes run off, Hessian not
 * positive definite, a parameter that may be anything), again with a ridge of weight 1; refused where that has none either.
 */
export function maximizeLikelihood<P>(problem: LikelihoodProblem<P>): Fit<P> | NotFitted {
  return fitWith(problem, 0) ?? fitWith(problem, RIDGE) ?? { refused: 'parameters-not-identified' };
}

function fitWith<P>(problem: LikelihoodProblem<P>, ridge: number): Fit<P> | null {
  const { customers, groups } = problem;
  const objective = (logs: Vector) => meanLoss(problem, logs, ridge);
  const minimum = minimizeBfgs(objective, problem.start);
  if (!isSound(problem, minimum)) return null;
  const hessian = hessianOf((logs) => objective(logs).gradient, minimum.point);
  const covariance = invertPositiveDefinite(
    hessian.map((row) => row.map((entry) => entry * customers)),
  );
  if (!covariance || covariance.some((row, i) => !((row[i] ?? 0) < LARGEST_DEVIATION ** 2)))
    return null;
  const parameters = problem.parametersAt(minimum.point);
  const logLikelihood = problem.evaluate(parameters).value;
  const { converged, iterations, evaluations } = minimum;
  const effort = { converged, iterations, evaluations };
  return { parameters, covariance, logLikelihood, customers, groups, ...effort, ridge };
}

function isSound<P>({ roles }: LikelihoodProblem<P>, { point, converged }: Minimum): boolean {
  const runsOff = (log: number) => log < Math.log(SMALLEST_SHAPE) || log > Math.log(LARGEST_SHAPE);
  return converged && !point.some((log, i) => roles[i] !== 'scale' && runsOff(log));
}

/** Minus the penalised log-likelihood, a customer. */
function meanLoss<P>(problem: LikelihoodProblem<P>, logs: Vector, ridge: number): Evaluation {
  const { roles, customers } = problem;
  const { value, gradient } = problem.evaluate(problem.parametersAt(logs));
  const held = logs.map((log, i) => (roles[i] === 'ridged-shape' ? log : 0));
  return {
    value: ((ridge / 2) * dot(held, held) - value) / customers,
    gradient: gradient.map((slope, i) => (ridge * (held[i] ?? 0) - slope) / customers),
  };
}
