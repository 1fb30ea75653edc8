import fc from 'fast-check';
import { expect, it } from 'vitest';
import { betaExpectation, COARSE } from './beta-expectation.ts';

const parameter = fc.double({ min: -8, max: 8, noNaN: true }).map((log) => 10 ** log);

it('gives the moments of the Beta law: a/(a+b) and a(a+1)/((a+b)(a+b+1))', () => {
  fc.assert(
    fc.property(parameter, parameter, (a, b) => {
      const mean = a / (a + b);
      const second = (mean * (a + 1)) / (a + b + 1);
      expect(betaExpectation({ a, b }, (p) => p) / mean).toBeCloseTo(1, 6);
      expect(betaExpectation({ a, b }, (p) => p * p) / second).toBeCloseTo(1, 6);
      expect(betaExpectation({ a, b }, (p) => p, COARSE) / mean).toBeCloseTo(1, 2);
    }),
    { numRuns: 60 },
  );
});

it('follows an integrand that piles up far below the mean', () => {
  // E[1/p] = (a + b − 1) / (a − 1).
  expect(betaExpectation({ a: 1.6, b: 3 }, (p) => 1 / p)).toBeCloseTo(6, 9);
});
