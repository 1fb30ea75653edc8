import fc from 'fast-check';
import { expect, it } from 'vitest';
import { digamma } from './digamma.ts';
import { hypergeometricQuotient } from './hypergeometric-quotient.ts';
import { logGamma } from './log-gamma.ts';
import { normalQuantile } from './normal-quantile.ts';

const closeTo = (actual: number, expected: number, relative: number) =>
  expect(Math.abs(actual - expected)).toBeLessThanOrEqual(
    relative * Math.max(1, Math.abs(expected)),
  );

// Abramowitz & Stegun, tables 6.1–6.4; factorials; √π.
it.each([
  [0.5, Math.log(Math.sqrt(Math.PI))],
  [1, 0],
  [2, 0],
  [10, Math.log(362_880)],
  [100, 359.1342053695754],
  [0.001, 6.907178885383854],
])('ln Γ(%d) = %d', (x, expected) => closeTo(logGamma(x), expected, 7e-15));

it.each([
  [1, -0.5772156649015329],
  [0.5, -1.9635100260214235],
  [10, 2.251752589066721],
])('ψ(%d) = %d', (x, expected) => closeTo(digamma(x), expected, 1e-14));

it('digamma is the slope of ln Γ', () => {
  fc.assert(
    fc.property(fc.double({ min: 0.1, max: 1e4, noNaN: true }), (x) => {
      const h = 1e-5 * x;
      closeTo(digamma(x), (logGamma(x + h) - logGamma(x - h)) / (2 * h), 1e-7);
    }),
  );
});

// ₂F₁(a, b; b; z) = (1 − z)^−a, Abramowitz & Stegun 15.1.8.
it.each([
  [0.7, 0.3],
  [-1.4, 0.9],
  [0, 0.5],
])('(₂F₁ − 1)/a at a = %d, z = %d is the binomial series', (a, z) => {
  const expected = a === 0 ? -Math.log1p(-z) : ((1 - z) ** -a - 1) / a;
  closeTo(hypergeometricQuotient({ a, b: 2.3, c: 2.3, z })?.value ?? Number.NaN, expected, 1e-14);
});

it('gives up on a series that does not settle', () => {
  expect(hypergeometricQuotient({ a: 0.5, b: 1, c: 1, z: 1 - 1e-9 })).toBeNull();
});

// Normal tables; the last from Wichura (1988), the check value of AS 241.
it.each([
  [0.5, 0],
  [0.975, 1.959963984540054],
  [0.25, -0.6744897501960817],
  [0.001, -3.090232306167813],
  [1e-20, -9.262340089798409],
])('normal quantile of %d is %d', (p, expected) => closeTo(normalQuantile(p), expected, 1e-15));
