import { expect, it } from 'vitest';
import { minimizeBfgs } from './minimize-bfgs.ts';

/** Rosenbrock (1960): minimum 0 at (1, 1). */
const valley = ([x = 0, y = 0]: readonly number[]) => ({
  value: 100 * (y - x * x) ** 2 + (1 - x) ** 2,
  gradient: [-400 * x * (y - x * x) - 2 * (1 - x), 200 * (y - x * x)],
});

it('walks down the curved valley', () => {
  const minimum = minimizeBfgs(valley, [-1.2, 1]);
  expect(minimum.converged).toBe(true);
  expect(minimum.point[0]).toBeCloseTo(1, 9);
  expect(minimum.point[1]).toBeCloseTo(1, 9);
  expect(minimum.evaluations).toBeLessThan(80);
});

it('reaches the point by slopes where values no longer tell points apart', () => {
  const drowned = (point: readonly number[]) => ({
    ...valley(point),
    value: 1e9 + valley(point).value,
  });
  const minimum = minimizeBfgs(drowned, [-1.2, 1]);
  expect(minimum.converged).toBe(true);
  expect(minimum.point[0]).toBeCloseTo(1, 7);
  expect(minimum.evaluations).toBeLessThan(80);
});

it('steps back from where the function is not finite', () => {
  // x − ln x, minimum at 1; NaN for x < 0.
  const minimum = minimizeBfgs(
    ([x = 0]) => ({ value: x - Math.log(x), gradient: [1 - 1 / x] }),
    [0.01],
  );
  expect(minimum.point[0]).toBeCloseTo(1, 9);
});

it('says so when there is no minimum', () => {
  const slope = minimizeBfgs(([x = 0]) => ({ value: -x, gradient: [-1] }), [0]);
  expect(slope.converged).toBe(false);
  const nothing = minimizeBfgs(() => ({ value: Number.NaN, gradient: [Number.NaN] }), [0]);
  expect(nothing.converged).toBe(false);
});
