import fc from 'fast-check';
import { expect, it } from 'vitest';
import { effortInterval } from './effort-interval.ts';

const sumsOf = (scores: readonly number[]) => ({
  n: scores.length,
  sum: scores.reduce((sum, score) => sum + score, 0),
  squares: scores.reduce((sum, score) => sum + score * score, 0),
});

// By hand: squares of 7, 6, 5, 4 about 5.5 are 5, s = 1.2910, / 2 = 0.6455; t of 3 degrees is 3.1824 (tables).
it('is the mean and t standard errors on either side', () => {
  const { lower, upper } = effortInterval(sumsOf([7, 6, 5, 4]));
  expect(lower).toBeCloseTo(5.5 - 2.0543, 3);
  expect(upper).toBe(7);
});

it('ends where the scale ends, and has no width where all answer alike', () => {
  expect(effortInterval(sumsOf([1, 7]))).toEqual({ lower: 1, upper: 7 });
  expect(effortInterval(sumsOf([6, 6, 6]))).toEqual({ lower: 6, upper: 6 });
});

it('is that of squared distances, with the quantile of Cornish and Fisher', () => {
  const scores = fc.array(fc.integer({ min: 3, max: 5 }), { minLength: 60, maxLength: 200 });
  fc.assert(
    fc.property(scores, (answers) => {
      const mean = answers.reduce((sum, score) => sum + score, 0) / answers.length;
      const distances = answers.map((score) => (score - mean) ** 2);
      const degrees = answers.length - 1;
      const variance = distances.reduce((sum, square) => sum + square, 0) / degrees;
      const z = 1.959964;
      const t =
        z + (z ** 3 + z) / (4 * degrees) + (5 * z ** 5 + 16 * z ** 3 + 3 * z) / (96 * degrees ** 2);
      const { lower, upper } = effortInterval(sumsOf(answers));
      expect(upper - lower).toBeCloseTo(2 * t * Math.sqrt(variance / answers.length), 4);
      expect((lower + upper) / 2).toBeCloseTo(mean, 9);
    }),
  );
});
