import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { randomFrom } from '#lib/numerics/random-from.ts';
import { wasRefused } from '../fit.ts';
import type { ValueGroup } from '../history.ts';
import { expectedMeanValue } from './expected-mean-value.ts';
import { fitGammaGamma } from './fit.ts';
import { frequencyValueCorrelation } from './frequency-value-correlation.ts';
import { evaluateLikelihood, logLikelihood, valueClasses } from './log-likelihood.ts';
import { meanValueMoments } from './mean-value-moments.ts';
import { gammaGammaAt } from './parameters.ts';
import { simulateValues } from './simulate.ts';

const TRUE = { p: 6, q: 4, gamma: 15 };

const group = (frequency: number, values: readonly number[]): ValueGroup => ({
  frequency,
  customers: values.length,
  sumMean: values.reduce((sum, value) => sum + value, 0),
  sumLogMean: values.reduce((sum, value) => sum + Math.log(value), 0),
});

function simulated(customers: number, seed: string): ValueGroup[] {
  const random = randomFrom(seed);
  return Array.from({ length: customers }, () => {
    const frequency = 1 + Math.floor(5 * random());
    const values = simulateValues(TRUE, frequency, random);
    return group(frequency, [values.reduce((sum, value) => sum + value, 0) / frequency]);
  });
}

// metrics.md, vector `gamma-gamma`, after Fader & Hardie (2013).
it('shrinks a mean of 35 over two repeats to 35.0394', () => {
  const value = expectedMeanValue({ p: 6.25, q: 3.74, gamma: 15.44 }, { frequency: 2, mean: 35 });
  expect(value).toBeCloseTo(35.0394, 3);
});

it('without a repeat expects the mean of the population, pγ/(q−1)', () => {
  expect(expectedMeanValue(TRUE, { frequency: 0, mean: Number.NaN })).toBe(30);
});

describe('likelihood', () => {
  it('by hand: p = q = γ = 1, x = 1 has the density 1/(1+m)²', () => {
    const unit = { p: 1, q: 1, gamma: 1 };
    expect(logLikelihood(unit, [group(1, [3])])).toBeCloseTo(-2 * Math.log(4), 13);
  });

  it('is exact for groups of one mean and near for narrow bins', () => {
    const same = [group(2, [30, 30, 30])];
    const each = [group(2, [30]), group(2, [30]), group(2, [30])];
    expect(logLikelihood(TRUE, same)).toBeCloseTo(logLikelihood(TRUE, each), 10);
    const narrow = [29, 30, 31];
    const apart = narrow.map((value) => group(2, [value]));
    expect(logLikelihood(TRUE, [group(2, narrow)])).toBeCloseTo(logLikelihood(TRUE, apart), 4);
  });

  it('has the gradient of its finite differences', () => {
    const log = fc.double({ min: -2, max: 3, noNaN: true });
    const value = fc.double({ min: 0.1, max: 500, noNaN: true });
    const groups = fc.array(
      fc
        .tuple(fc.integer({ min: 1, max: 9 }), fc.array(value, { minLength: 1, maxLength: 3 }))
        .map(([frequency, values]) => group(frequency, values)),
      { minLength: 1 },
    );
    fc.assert(
      fc.property(fc.tuple(log, log, log), groups, (at, list) => {
        const classes = valueClasses(list);
        const valueAt = (logs: number[]) => evaluateLikelihood(gammaGammaAt(logs), classes).value;
        const { gradient, value: here } = evaluateLikelihood(gammaGammaAt(at), classes);
        for (const [i, slope] of gradient.entries()) {
          const moved = (by: number) => at.map((entry, j) => (i === j ? entry + by : entry));
          const difference = (valueAt(moved(1e-4)) - valueAt(moved(-1e-4))) / 2e-4;
          expect(Math.abs(slope - difference)).toBeLessThan(1e-5 * (1 + Math.abs(here)));
        }
      }),
    );
  });
});

it('recovers the parameters of simulated customers within four standard errors', () => {
  const fit = fitGammaGamma(simulated(20_000, 'recovery'));
  if (wasRefused(fit)) throw new Error(fit.refused);
  for (const [i, [name, value]] of Object.entries(TRUE).entries()) {
    const error = Math.log((Object.entries(fit.parameters)[i]?.[1] ?? 0) / value);
    expect(Math.abs(error), name).toBeLessThan(4 * Math.sqrt(fit.covariance[i]?.[i] ?? 0));
  }
});

it('scales gamma with the unit of money and nothing else', () => {
  const euros = simulated(1_000, 'units');
  const cents = euros.map((own) => ({
    ...own,
    sumMean: 100 * own.sumMean,
    sumLogMean: own.sumLogMean + own.customers * Math.log(100),
  }));
  const [inEuros, inCents] = [fitGammaGamma(euros), fitGammaGamma(cents)];
  if (wasRefused(inEuros) || wasRefused(inCents)) throw new Error('refused');
  expect(inCents.parameters.gamma / inEuros.parameters.gamma).toBeCloseTo(100, 4);
  expect(inCents.parameters.p).toBeCloseTo(inEuros.parameters.p, 6);
});

it('leaves out repeaters without value and counts them', () => {
  const worthless = { frequency: 2, customers: 7, sumMean: 0, sumLogMean: -Infinity };
  const once = { frequency: 0, customers: 50, sumMean: 0, sumLogMean: 0 };
  const fit = fitGammaGamma([...simulated(500, 'zero'), worthless, once]);
  if (wasRefused(fit)) throw new Error(fit.refused);
  expect(fit).toMatchObject({ customers: 500, excludedCustomers: 7 });
});

it.each([
  ['no-repeat-purchases', []],
  ['no-repeat-purchases', [{ frequency: 1, customers: 9, sumMean: 0, sumLogMean: -Infinity }]],
  ['too-few-customers', [group(2, [30])]],
  [
    'parameters-not-identified',
    [
      group(
        2,
        Array.from({ length: 900 }, () => 30),
      ),
    ],
  ],
])('refuses: %s', (refused, groups) => {
  expect(fitGammaGamma(groups)).toEqual({ refused });
});

it('refuses tails so heavy that no mean exists', () => {
  const random = randomFrom('heavy');
  const heavy = Array.from({ length: 3_000 }, () =>
    group(3, [simulateValues({ p: 6, q: 0.5, gamma: 15 }, 3, random).reduce((s, v) => s + v) / 3]),
  );
  expect(fitGammaGamma(heavy)).toEqual({ refused: 'mean-value-undefined' });
});

it('moments of a group are the sums over its customers', () => {
  const values = [20, 45];
  const moments = meanValueMoments(TRUE, {
    frequency: 2,
    customers: 2,
    sumMean: 65,
    sumSquaredMean: 2425,
  });
  const means = values.map((mean) => expectedMeanValue(TRUE, { frequency: 2, mean }));
  expect(moments.sum).toBeCloseTo(
    means.reduce((sum, value) => sum + value, 0),
    10,
  );
  expect(moments.sumOfSquaredMeans).toBeCloseTo(
    means.reduce((sum, v) => sum + v * v, 0),
    9,
  );
  // ζ = p/ν with ν ~ Gamma(16, ·): E[ζ²]/E[ζ]² = 15/14.
  expect(moments.sumOfSquares / moments.sumOfSquaredMeans).toBeCloseTo(15 / 14, 12);
});

it('correlation is 1 on a line and null where nothing varies', () => {
  const line = [group(1, [10]), group(2, [20]), group(3, [30])];
  expect(frequencyValueCorrelation(line)).toBeCloseTo(1, 12);
  expect(frequencyValueCorrelation([group(2, [10, 20])])).toBeNull();
  expect(frequencyValueCorrelation([])).toBeNull();
});
