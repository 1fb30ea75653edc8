import { expect, it } from 'vitest';
import { normalTail } from './normal-tail.ts';
import { chiSquaredTail, upperGamma } from './upper-gamma.ts';

// NIST/SEMATECH e-Handbook of Statistical Methods, table 1.3.6.7.4: upper critical values of chi-squared.
it.each([
  [3.841, 1, 0.05],
  [10.828, 1, 0.001],
  [5.991, 2, 0.05],
  [16.266, 3, 0.001],
  [18.307, 10, 0.05],
])('exceeds %f with %i degrees of freedom with a chance of %f', (value, degrees, chance) => {
  expect(chiSquaredTail(value, degrees) / chance).toBeCloseTo(1, 3);
});

it('is the two tails of a normal variable with one degree, and exponential with two', () => {
  for (const z of [0.1, 0.7, 1.5, 2.2, 4, 7])
    expect(chiSquaredTail(z * z, 1) / (2 * normalTail(z))).toBeCloseTo(1, 11);
  for (const x of [0.01, 1, 3, 30])
    expect(chiSquaredTail(x, 2) / Math.exp(-x / 2)).toBeCloseTo(1, 11);
});

it('sums the Poisson chances below a whole a', () => {
  for (const x of [0.5, 3, 9]) {
    const below = 1 + x + x ** 2 / 2 + x ** 3 / 6;
    expect(upperGamma(4, x)).toBeCloseTo(Math.exp(-x) * below, 13);
  }
  expect(upperGamma(4, 0)).toBe(1);
});
