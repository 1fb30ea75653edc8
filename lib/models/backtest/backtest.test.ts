import { expect, it } from 'vitest';
import { randomFrom } from '#lib/numerics/random-from.ts';
import { bgNbdModel } from '../bg-nbd/model.ts';
import { historyAt, simulatePurchaseTimes } from '../bg-nbd/simulate.ts';
import { wasRefused } from '../fit.ts';
import { backtest, type HoldoutGroup } from './backtest.ts';
import { combineRelativeErrors } from './relative-error.ts';

const TRUE = { r: 0.25, alpha: 4.5, a: 0.8, b: 2.4 };

function simulated(inflation: number): HoldoutGroup[] {
  const random = randomFrom('holdout');
  return Array.from({ length: 8_000 }, (_, i) => {
    const age = 20 + 30 * random();
    const times = simulatePurchaseTimes(TRUE, age + 26, random);
    const past = historyAt(age, times);
    const holdoutPurchases = inflation * (times.length - past.frequency);
    return { ...past, scope: `cohort ${i % 5}`, customers: 1, holdoutPurchases };
  });
}

function run(groups: readonly HoldoutGroup[]) {
  const result = backtest(bgNbdModel, groups, 26);
  if (wasRefused(result)) throw new Error(result.refused);
  return result;
}

it('finds hardly any error beyond chance where the model is true', () => {
  const result = run(simulated(1));
  expect(Math.abs(result.bias ?? 1)).toBeLessThan(0.06);
  expect(result.relativeError).toBeLessThan(0.06);
});

it('finds the error where twice as much was bought', () => {
  const result = run(simulated(2));
  expect(result.bias).toBeCloseTo(-0.5, 1);
  expect(result.relativeError).toBeGreaterThan(0.85);
});

it('has no bias where nothing was bought', () => {
  const result = run(simulated(0));
  expect(result.bias).toBeNull();
  expect(result.relativeError).toBeGreaterThan(0.9);
});

it('passes the refusal of the fit on', () => {
  const once = {
    scope: 'all',
    frequency: 0,
    recency: 0,
    age: 9,
    customers: 9,
    holdoutPurchases: 0,
  };
  expect(backtest(bgNbdModel, [once], 26)).toEqual({ refused: 'no-repeat-purchases' });
});

it('does not trust few lucky cuts: √((3 · 0.15² + Σ e²)/(3 + n)) with 3 + n degrees, by hand', () => {
  const error = (relativeError: number, errorDegrees: number) => ({
    relativeError: expect.closeTo(relativeError, 7),
    errorDegrees,
  });
  expect(combineRelativeErrors([])).toEqual(error(0.15, 3));
  expect(combineRelativeErrors([0, 0, 0])).toEqual(error(0.106066, 6));
  expect(combineRelativeErrors([0.2])).toEqual(error(0.163936, 4));
  expect(combineRelativeErrors([0.1], 0.05)).toEqual(error(0.0661438, 4));
});
