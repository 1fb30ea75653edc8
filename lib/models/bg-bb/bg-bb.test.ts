import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { randomFrom } from '#lib/numerics/random-from.ts';
import { historyAt } from '../bg-nbd/simulate.ts';
import { itOnCdnow, relative } from '../cdnow.fixture.ts';
import { wasRefused } from '../fit.ts';
import { type HistoryGroup, InvalidHistory } from '../history.ts';
import {
  anyPopulation,
  byQuadrature,
  donations,
  donationsTruth,
  everyHistory,
  historyUpTo,
  log,
  parameters,
} from './donations.fixture.ts';
import { fitBgBb } from './fit.ts';
import { historyClasses } from './history-classes.ts';
import { evaluateLikelihood, logLikelihood } from './log-likelihood.ts';
import { type BgBbParameters, bgBbAt } from './parameters.ts';
import { simulateTransactions } from './simulate.ts';

itOnCdnow('donations of 1995 to 2001 are fitted as published', () => {
  const { params, logLik, std_errors } = donationsTruth();
  const fit = fitBgBb(donations());
  if (wasRefused(fit)) throw new Error(fit.refused);
  expect(fit).toMatchObject({ customers: 11_104, groups: 22, converged: true, ridge: 0 });
  expect(Math.abs(fit.logLikelihood - logLik)).toBeLessThan(1e-8);
  for (const [i, [name, value]] of Object.entries(fit.parameters).entries()) {
    expect(relative(value, params[name] ?? 0)).toBeLessThan(1e-7);
    const error = value * Math.sqrt(fit.covariance[i]?.[i] ?? 0);
    expect(relative(error, std_errors[i] ?? 0)).toBeLessThan(1e-6);
  }
});

describe('likelihood', () => {
  it('by hand: with all parameters 1, nothing at one opportunity has 3/4', () => {
    // Active and not bought 1/2 · 1/2, or dropped out 1/2.
    const none = { frequency: 0, recency: 0, age: 1, customers: 3 };
    const once = { ...none, frequency: 1, recency: 1 };
    const unit = { alpha: 1, beta: 1, gamma: 1, delta: 1 };
    expect(logLikelihood(unit, [none, once])).toBeCloseTo(3 * Math.log(3 / 16), 13);
  });

  it('is the plain sum over dropouts', () => {
    fc.assert(
      fc.property(parameters, historyUpTo(12), (own, history) => {
        const value = logLikelihood(own, [{ ...history, customers: 1 }]);
        expect(Math.abs(value - Math.log(byQuadrature(own, history)))).toBeLessThan(1e-9);
      }),
    );
  });

  it('adds up to 1 over all histories of one length', () => {
    fc.assert(
      fc.property(parameters, fc.integer({ min: 1, max: 6 }), (own, age) => {
        const shares = everyHistory(age).map((past) =>
          Math.exp(logLikelihood(own, [{ ...past, customers: 1 }])),
        );
        expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
      }),
    );
  });

  it('has the gradient of its finite differences', () => {
    const histories = fc.array(historyUpTo(30), { minLength: 1 });
    fc.assert(
      fc.property(fc.tuple(log, log, log, log), histories, (at, list) => {
        const classes = historyClasses(list.map((own) => ({ ...own, customers: 2 })));
        const { gradient, value } = evaluateLikelihood(bgBbAt(at), classes);
        for (const [i, slope] of gradient.entries()) {
          const moved = (by: number) => bgBbAt(at.map((own, j) => (i === j ? own + by : own)));
          const above = evaluateLikelihood(moved(1e-4), classes).value;
          const below = evaluateLikelihood(moved(-1e-4), classes).value;
          const difference = (above - below) / 2e-4;
          expect(Math.abs(slope - difference)).toBeLessThan(1e-6 * (1 + Math.abs(value)));
        }
      }),
    );
  });
});

function simulated(own: BgBbParameters, customers: number): HistoryGroup[] {
  const random = randomFrom('bg-bb');
  return Array.from({ length: customers }, (_, i) => {
    const age = 4 + (i % 8);
    return { ...historyAt(age, simulateTransactions(own, age, random)), customers: 1 };
  });
}

it('recovers the parameters of simulated customers within four standard errors', () => {
  const own = { alpha: 1.2, beta: 0.75, gamma: 0.66, delta: 2.8 };
  const fit = fitBgBb(simulated(own, 20_000));
  if (wasRefused(fit)) throw new Error(fit.refused);
  expect(fit.ridge).toBe(0);
  for (const [i, value] of Object.values(own).entries()) {
    const error = Math.log((Object.values(fit.parameters)[i] ?? 0) / value);
    expect(Math.abs(error)).toBeLessThan(4 * Math.sqrt(fit.covariance[i]?.[i] ?? 0));
  }
});

describe('degenerate histories', () => {
  it.each([
    ['too-few-customers', [{ frequency: 3, recency: 5, age: 9, customers: 1 }]],
    ['too-few-customers', []],
    ['no-repeat-purchases', [{ frequency: 0, recency: 0, age: 9, customers: 900 }]],
    ['parameters-not-identified', [{ frequency: 1, recency: 2, age: 2, customers: 900 }]],
  ])('refuses: %s', (refused, groups) => {
    expect(fitBgBb(groups)).toEqual({ refused });
  });

  it('holds parameters that run off by a ridge: everyone buys at each of a hundred opportunities', () => {
    const fit = fitBgBb([{ frequency: 100, recency: 100, age: 100, customers: 500 }]);
    if (wasRefused(fit)) throw new Error(fit.refused);
    expect(fit.ridge).toBe(1);
    expect(fit.logLikelihood).toBeLessThan(0);
    expect(fit.logLikelihood).toBeGreaterThan(-12);
  });

  it.each([
    [{ frequency: 2, recency: 1, age: 3 }, /2 transactions, the last at opportunity 1 of 3/],
    [{ frequency: 1, recency: 1.5, age: 3 }, /opportunity 1.5 of 3/],
    [{ frequency: 1, recency: 1, age: 1e6 }, /opportunity 1 of 1000000/],
    [{ frequency: 1, recency: 4, age: 3 }, /recency 4/],
  ])('names a history that cannot be: %o', (history, message) => {
    const groups = [{ ...history, customers: 9 }];
    expect(() => fitBgBb(groups)).toThrow(InvalidHistory);
    expect(() => fitBgBb(groups)).toThrow(message);
  });

  it('1,000 populations: a sound fit or a refusal, never NaN nor a positive log-likelihood', () => {
    let fits = 0;
    fc.assert(
      fc.property(anyPopulation, (groups) => {
        const fit = fitBgBb(groups);
        if (wasRefused(fit)) return;
        const numbers = [...Object.values(fit.parameters), ...fit.covariance.flat()];
        expect(numbers.every(Number.isFinite)).toBe(true);
        expect(fit.logLikelihood).toBeLessThanOrEqual(0);
        fits += 1;
      }),
      { numRuns: 1000 },
    );
    expect(fits).toBeGreaterThan(400);
  }, 60_000);
});
