import fc from 'fast-check';
import { expect, it } from 'vitest';
import { discountedExpectedTransactions } from './discounted-expected-transactions.ts';

const positive = fc.double({ min: -8, max: 8, noNaN: true }).map(Math.exp);

it('a steady rate λ for ever counts λ/δ', () => {
  fc.assert(
    fc.property(positive, positive, (lambda, delta) => {
      const value = discountedExpectedTransactions((horizon) => lambda * horizon, delta);
      expect(value / (lambda / delta)).toBeCloseTo(1, 12);
    }),
  );
});

it('one purchase after an exponential wait at rate k counts k/(k + δ)', () => {
  fc.assert(
    fc.property(positive, positive, (k, delta) => {
      const value = discountedExpectedTransactions((horizon) => -Math.expm1(-k * horizon), delta);
      expect(value / (k / (k + delta))).toBeCloseTo(1, 10);
    }),
  );
});

it('nothing expected counts nothing', () => {
  expect(discountedExpectedTransactions(() => 0, 0.1)).toBe(0);
});
