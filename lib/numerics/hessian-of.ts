import { addScaled, type Vector } from './vector.ts';

const STEP = 1e-4;

/** Hessian at `point` by central differences of an analytic gradient, made symmetric. Steps suit log parameters. */
export function hessianOf(gradient: (point: Vector) => Vector, point: Vector): number[][] {
  const rows = point.map((_, i) => {
    const unit = point.map((_value, j) => (i === j ? 1 : 0));
    const above = gradient(addScaled(point, STEP, unit));
    const below = gradient(addScaled(point, -STEP, unit));
    return above.map((value, j) => (value - (below[j] ?? 0)) / (2 * STEP));
  });
  return rows.map((row, i) => row.map((value, j) => (value + (rows[j]?.[i] ?? 0)) / 2));
}
