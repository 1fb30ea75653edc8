import { type Line, searchLine, type Trial } from './search-line.ts';
import { addScaled, dot, maxAbs, type Vector } from './vector.ts';

/** A smooth function's value and gradient at a point. Values that are not finite mean "outside". */
export interface Evaluation {
  readonly value: number;
  readonly gradient: Vector;
}

/** What a minimisation found. `converged`: the gradient vanished to the tolerance, or to round-off near it. */
export interface Minimum extends Evaluation {
  readonly point: Vector;
  readonly iterations: number;
  readonly evaluations: number;
  readonly converged: boolean;
}

const TOLERANCE = 1e-11;
const ROUND_OFF_TOLERANCE = 1e-7;
const MAX_ITERATIONS = 300;
const MAX_MOVE = 3;

interface Place extends Evaluation, Trial {
  readonly point: Vector;
}

/**
 * Minimum of a smooth function of few variables by BFGS (Nocedal & Wright 2006, algorithm 6.1) with the line search of
 * Hager & Zhang (2005). Variables are expected on a log scale: no step moves one by more than 3.
 */
export function minimizeBfgs(objective: (point: Vector) => Evaluation, start: Vector): Minimum {
  let evaluations = 0;
  const evaluate = (point: Vector): Evaluation => {
    evaluations += 1;
    return objective(point);
  };
  let place: Place = { point: start, step: 0, slope: 0, ...evaluate(start) };
  let inverse = identity(start.length);
  let iterations = 0;
  for (; iterations < MAX_ITERATIONS && maxAbs(place.gradient) > TOLERANCE; iterations += 1) {
    const direction = inverse.map((row) => -dot(row, place.gradient));
    const line = lineFrom(place, direction, evaluate);
    const scale = iterations === 0 ? 1 : MAX_MOVE;
    const next = searchLine(line, Math.min(1, scale / maxAbs(direction)));
    if (!next) break;
    const moved = addScaled(next.point, -1, place.point);
    const turned = addScaled(next.gradient, -1, place.gradient);
    inverse = updateInverse(iterations === 0 ? scaled(moved, turned) : inverse, moved, turned);
    place = next;
  }
  const { point, value, gradient } = place;
  const converged = Number.isFinite(value) && maxAbs(gradient) <= ROUND_OFF_TOLERANCE;
  return { point, value, gradient, iterations, evaluations, converged };
}

function lineFrom(
  place: Place,
  direction: Vector,
  evaluate: (point: Vector) => Evaluation,
): Line<Place> {
  return {
    origin: { ...place, step: 0, slope: dot(place.gradient, direction) },
    evaluate: (step) => {
      const point = addScaled(place.point, step, direction);
      const { value, gradient } = evaluate(point);
      return { point, step, value, gradient, slope: dot(gradient, direction) };
    },
  };
}

const identity = (size: number): number[][] =>
  Array.from({ length: size }, (_, i) => Array.from({ length: size }, (_, j) => (i === j ? 1 : 0)));

/** First scaling of the inverse Hessian (Nocedal & Wright 2006, eq. 6.20). */
const scaled = (moved: Vector, turned: Vector): number[][] =>
  identity(moved.length).map((row) =>
    row.map((entry) => (entry * dot(moved, turned)) / dot(turned, turned)),
  );

/** Nocedal & Wright 2006, eq. 6.17; the line search guarantees moved · turned > 0. */
function updateInverse(inverse: readonly Vector[], moved: Vector, turned: Vector): number[][] {
  const curvature = dot(moved, turned);
  const image = inverse.map((row) => dot(row, turned));
  const stretch = (1 + dot(turned, image) / curvature) / curvature;
  return inverse.map((row, i) =>
    row.map((entry, j) => {
      const cross = (image[i] ?? 0) * (moved[j] ?? 0) + (moved[i] ?? 0) * (image[j] ?? 0);
      return entry + stretch * (moved[i] ?? 0) * (moved[j] ?? 0) - cross / curvature;
    }),
  );
}
