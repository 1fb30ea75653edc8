import fc from 'fast-check';
import { expect, it } from 'vitest';
import { benjaminiHochberg } from './benjamini-hochberg.ts';
import { normalQuantile } from './normal-quantile.ts';
import { normalTail } from './normal-tail.ts';
import { twoProportionZ } from './two-proportions.ts';
import { wilsonInterval } from './wilson-interval.ts';

// Erfc of the C library, halved.
it.each([
  [0, 0.5],
  [1.959963984540054, 0.025],
  [-1, 0.8413447460685429],
  [2.4999, 0.006211418374944594],
  [3, 0.001349898031630095],
  [6, 9.865876450376946e-10],
])('normal tail of %d is %d', (z, expected) => {
  expect(Math.abs(normalTail(z) / expected - 1)).toBeLessThan(1e-12);
});

it('the normal tail is the inverse of the quantile', () => {
  fc.assert(
    fc.property(fc.double({ min: 1e-9, max: 1 - 1e-9, noNaN: true }), (p) => {
      expect(normalTail(normalQuantile(1 - p)) / p).toBeCloseTo(1, 6);
    }),
  );
});

// The vectors of the metric definitions.
it.each([
  [12, 100, [0.07, 0.1981]],
  [0, 20, [0, 0.1611]],
  [20, 20, [0.8389, 1]],
] as const)('Wilson interval of %d of %d', (hits, n, [lower, upper]) => {
  const found = wilsonInterval(hits, n);
  expect(found.lower).toBeCloseTo(lower, 4);
  expect(found.upper).toBeCloseTo(upper, 4);
});

// By hand: 45 of 100 against 80 of 300; common 125 / 400 = 0.3125, error 0.0535218, difference 0.1833.
it('two proportions differ by so many errors of their common one', () => {
  expect(twoProportionZ({ hits: 45, n: 100 }, { hits: 80, n: 300 })).toBeCloseTo(3.42539, 4);
  expect(twoProportionZ({ hits: 80, n: 300 }, { hits: 45, n: 100 })).toBeCloseTo(-3.42539, 4);
});

it('two proportions say nothing where there is no doubt or nobody', () => {
  expect(twoProportionZ({ hits: 0, n: 5 }, { hits: 0, n: 9 })).toBeNull();
  expect(twoProportionZ({ hits: 5, n: 5 }, { hits: 9, n: 9 })).toBeNull();
  expect(twoProportionZ({ hits: 0, n: 0 }, { hits: 3, n: 9 })).toBeNull();
});

// Benjamini & Hochberg (1995), section 3.2: 15 p-values of a trial of thrombolysis; four are positive at 5 %.
const PUBLISHED = [
  0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719,
  0.6528, 0.759, 1,
];

it('Benjamini-Hochberg finds the four of the published example, in any order', () => {
  expect(benjaminiHochberg(PUBLISHED, 0.05)).toEqual(PUBLISHED.map((p) => p <= 0.0095));
  const backwards = PUBLISHED.toReversed();
  expect(benjaminiHochberg(backwards, 0.05)).toEqual(backwards.map((p) => p <= 0.0095));
  expect(benjaminiHochberg([], 0.05)).toEqual([]);
});

it('Benjamini-Hochberg takes p-values over their own share if a larger one is within its', () => {
  expect(benjaminiHochberg([0.04, 0.045], 0.05)).toEqual([true, true]);
  expect(benjaminiHochberg([0.04, 0.06], 0.05)).toEqual([false, false]);
});
