import fc from 'fast-check';
import { expect, it } from 'vitest';
import { digamma } from './digamma.ts';
import { digammaGap } from './digamma-gap.ts';
import { logBetaRatio, logBetaRatioSlopes } from './log-beta-ratio.ts';

// ln Γ and ψ of 60-digit arithmetic.
it.each([
  { a: 0.0001, b: 0.0001, s: 1, expected: Math.LN2, slope: 1.644573525524e-4 },
  { a: 0.25, b: 1.43, s: 1, expected: 0.1611193491433, slope: 0.119559521098 },
  { a: 0.5, b: 0.8, s: 7.3, expected: 1.290744176075, slope: 0.06362998988888 },
  { a: 0.0001, b: 10_000, s: 1e-6, expected: 1.000049996616e-14, slope: 1.000049996566e-8 },
  { a: 10_000, b: 10_000, s: 12, expected: 8.31446806295, slope: 0.6925726757426 },
  { a: 3, b: 40, s: 0.5, expected: 0.0363783381779, slope: 0.07231715533157 },
  { a: 10_000, b: 0.01, s: 1e6, expected: 56109.72474621, slope: 0.009950335704655 },
  { a: 2, b: 9.99, s: 0.001, expected: 1.910827616527e-4, slope: 0.1910736130537 },
  { a: 0.001, b: 12, s: 0.00001, expected: 8.689806175469e-10, slope: 8.689802402198e-5 },
])('is that of 60 digits: %o', ({ a, b, s, expected, slope }) => {
  expect(Math.abs(logBetaRatio({ a, b, s }) / expected - 1)).toBeLessThan(1e-12);
  expect(Math.abs(digammaGap(b + s, a) / slope - 1)).toBeLessThan(1e-12);
});

const positive = fc.double({ min: -7, max: 7, noNaN: true }).map(Math.exp);

it('is a sum of logarithms for a whole s', () => {
  fc.assert(
    fc.property(positive, positive, fc.integer({ min: 1, max: 60 }), (a, b, s) => {
      const terms = Array.from({ length: s }, (_, i) => Math.log1p(a / (b + i)));
      const sum = terms.reduce((x, y) => x + y, 0);
      expect(Math.abs(logBetaRatio({ a, b, s }) / sum - 1)).toBeLessThan(1e-12);
    }),
  );
});

it('has the slopes of its finite differences', () => {
  fc.assert(
    fc.property(positive, positive, positive, (a, b, s) => {
      const slopes = logBetaRatioSlopes({ a, b, s });
      const h = 1e-5;
      const inA = logBetaRatio({ a: a * (1 + h), b, s }) - logBetaRatio({ a: a * (1 - h), b, s });
      const inB = logBetaRatio({ a, b: b * (1 + h), s }) - logBetaRatio({ a, b: b * (1 - h), s });
      const size = 1e-6 * logBetaRatio({ a, b, s });
      expect(Math.abs(slopes.a * a - inA / (2 * h))).toBeLessThan(size);
      expect(Math.abs(slopes.b * b - inB / (2 * h))).toBeLessThan(size);
    }),
  );
});

it('a gap of ψ is their difference where that does not cancel', () => {
  fc.assert(
    fc.property(positive, positive, (x, h) => {
      const plain = digamma(x + h) - digamma(x);
      expect(Math.abs(digammaGap(x, h) - plain)).toBeLessThan(1e-12 * (1 + 1 / x));
    }),
  );
});
