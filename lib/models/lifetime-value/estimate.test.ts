import { expect, it } from 'vitest';
import { randomFrom } from '#lib/numerics/random-from.ts';
import { sampleNormal } from '#lib/numerics/sample-normal.ts';
import { combineRelativeErrors } from '../backtest/relative-error.ts';
import { type ErrorSources, estimateOf, reachesOf } from './estimate.ts';

const highOf = (errors: ErrorSources, errorDegrees: number) =>
  estimateOf(100, errors, reachesOf([0.95], errorDegrees)).intervals[0]?.high ?? 0;

it('log-normal interval where all errors are known, by hand: 100 × e^±1.95996·0.5', () => {
  const errors = { parameters: 0.3, process: 0.4, model: 0 };
  const [interval] = estimateOf(100, errors, reachesOf([0.95], 3)).intervals;
  expect(interval?.low).toBeCloseTo(37.5317, 3);
  expect(interval?.high).toBeCloseTo(266.441, 2);
  const model = { parameters: 0, process: 0, model: 0.5 };
  expect(highOf(model, Number.POSITIVE_INFINITY)).toBeCloseTo(266.441, 2);
  expect(highOf({ ...model, model: 0 }, 3)).toBe(100);
});

it("is Student's t where the model's error is an estimate, by hand", () => {
  // Tables: t of 3 degrees is beyond ±3.182446 with a chance of 5 %.
  expect(highOf({ parameters: 0, process: 0, model: 0.15 }, 3)).toBeCloseTo(161.182, 2);
  // As much that is known besides: √(3.182446² + 1.959964²) · 0.15.
  expect(highOf({ parameters: 0.15, process: 0, model: 0.15 }, 3)).toBeCloseTo(175.179, 2);
});

/** A scale from its prior, scaled inverse χ² of 3 degrees around 0.15. */
function sampleScale(random: () => number): number {
  const normals = [0, 1, 2].map(() => sampleNormal(random) ** 2);
  return 0.15 * Math.sqrt(3 / normals.reduce((sum, square) => sum + square, 0));
}

it.each([[0], [1], [3]])(
  'intervals hold nine in ten of errors of unknown scale, after %i cuts',
  (cuts) => {
    const random = randomFrom(`scale after ${cuts}`);
    const known = { parameters: 0.05, process: 0.08 };
    const trials = 4_000;
    let held = 0;
    for (let trial = 0; trial < trials; trial += 1) {
      const scale = sampleScale(random);
      const past = Array.from({ length: cuts }, () => Math.abs(scale * sampleNormal(random)));
      const { relativeError, errorDegrees } = combineRelativeErrors(past);
      const errors = { ...known, model: relativeError };
      const [interval] = estimateOf(1, errors, reachesOf([0.9], errorDegrees)).intervals;
      const sum = Math.hypot(known.parameters, known.process, scale) * sampleNormal(random);
      if (interval && Math.abs(sum) <= Math.log(interval.high)) held += 1;
    }
    expect(held / trials).toBeGreaterThan(0.88);
    expect(held / trials).toBeLessThan(0.92);
  },
);
