import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { betaExpectation } from '#lib/numerics/beta-expectation.ts';
import { itOnCdnow, relative } from '../cdnow.fixture.ts';
import { wasRefused } from '../fit.ts';
import { lifeTable } from '../tenure/life-table.ts';
import { residualLifetime } from '../tenure/residual-lifetime.ts';
import { InvalidTenure } from '../tenure/tenure-group.ts';
import {
  anyTenures,
  highestLikelihood,
  retentionTruth,
  simulatedTenures,
  tenuresOf,
} from '../tenure/tenures.fixture.ts';
import { fitSbg } from './fit.ts';
import { evaluateLikelihood, logLikelihood } from './log-likelihood.ts';
import { sbgAt } from './parameters.ts';
import { simulateRenewals } from './simulate.ts';
import { retentionRate, survival } from './survival.ts';

const log = fc.double({ min: -4, max: 4, noNaN: true });
const parameters = fc.tuple(log, log).map(sbgAt);
const ENDLESS = Number.POSITIVE_INFINITY;

describe.each(['regular', 'high_end'])('%s customers of 2007', (segment) => {
  itOnCdnow('are fitted as published', () => {
    const truth = retentionTruth(`${segment}.sbg`);
    const groups = tenuresOf(truth.actual_alive, 7);
    const fit = fitSbg(groups);
    if (wasRefused(fit)) throw new Error(fit.refused);
    expect(fit).toMatchObject({ customers: 1000, groups: 8, converged: true, ridge: 0 });
    expect(Math.abs(fit.logLikelihood - truth.logLik)).toBeLessThan(1e-9);
    for (const [i, value] of Object.values(fit.parameters).entries()) {
      expect(relative(value, truth.params[i] ?? 0)).toBeLessThan(1e-8);
      const error = value * Math.sqrt(fit.covariance[i]?.[i] ?? 0);
      expect(relative(error, truth.std_errors[i] ?? 0)).toBeLessThan(1e-6);
    }
  });

  itOnCdnow('survive, renew and last as published', () => {
    const truth = retentionTruth(`${segment}.sbg`);
    const [alpha = 0, beta = 0] = truth.params;
    const rateOf = (renewal: number) => retentionRate({ alpha, beta }, renewal);
    for (const [t, share] of truth.survival_0_12.entries()) {
      expect(relative(survival({ alpha, beta }, t), share)).toBeLessThan(1e-12);
    }
    for (const [i, rate] of truth.retention_rate_t.entries()) {
      expect(relative(rateOf(i + 1), rate)).toBeLessThan(1e-12);
    }
    const outlook = { rate: 0.1, periods: ENDLESS };
    for (const [year, derl] of Object.entries(truth.DERL_d10pct)) {
      const own = residualLifetime(rateOf, { ...outlook, renewals: Number(year) - 1 });
      expect(relative(own, derl)).toBeLessThan(1e-12);
    }
    const first = 1 + residualLifetime(rateOf, { ...outlook, renewals: 0 }) / 1.1;
    expect(relative(first, truth.DEL_new_customer_d10pct)).toBeLessThan(1e-12);
  });
});

// metrics.md, vector `clv-contractual`: S = 1, 3/4, 3/5.
it('three payments of 10 without discount are worth 23.5 at alpha 1, beta 3', () => {
  const rateOf = (renewal: number) => retentionRate({ alpha: 1, beta: 3 }, renewal);
  const outlook = { renewals: 0, rate: 0, periods: 2 };
  expect(10 * (1 + residualLifetime(rateOf, outlook))).toBeCloseTo(23.5, 13);
});

describe('likelihood', () => {
  it('by hand: alpha = beta = 1 loses 1/2, then 1/6, and keeps 1/3', () => {
    const groups = [
      { renewals: 0, isLost: true, customers: 2 },
      { renewals: 1, isLost: true, customers: 1 },
      { renewals: 2, isLost: false, customers: 4 },
    ];
    const expected = 2 * Math.log(1 / 2) + Math.log(1 / 6) + 4 * Math.log(1 / 3);
    expect(logLikelihood({ alpha: 1, beta: 1 }, groups)).toBeCloseTo(expected, 13);
  });

  it('has the gradient of its finite differences', () => {
    fc.assert(
      fc.property(fc.tuple(log, log), anyTenures, (at, groups) => {
        const table = lifeTable(groups);
        const { gradient, value } = evaluateLikelihood(sbgAt(at), table);
        for (const [i, slope] of gradient.entries()) {
          const moved = (by: number) => sbgAt(at.map((own, j) => (i === j ? own + by : own)));
          const above = evaluateLikelihood(moved(1e-4), table).value;
          const below = evaluateLikelihood(moved(-1e-4), table).value;
          const difference = (above - below) / 2e-4;
          expect(Math.abs(slope - difference)).toBeLessThan(1e-6 * (1 + Math.abs(value)));
        }
      }),
    );
  });
});

it('recovers the parameters of simulated cohorts within four standard errors', () => {
  const truth = { alpha: 0.7, beta: 1.2 };
  const sample = { customers: 20_000, longest: 8, seed: 'sbg' };
  const fit = fitSbg(simulatedTenures((random) => simulateRenewals(truth, random), sample));
  if (wasRefused(fit)) throw new Error(fit.refused);
  for (const [i, own] of [fit.parameters.alpha / 0.7, fit.parameters.beta / 1.2].entries()) {
    expect(Math.abs(Math.log(own))).toBeLessThan(4 * Math.sqrt(fit.covariance[i]?.[i] ?? 0));
  }
});

describe('curves', () => {
  it('survival is the mean of (1 − p)^t, falls, and its rates rise towards 1', () => {
    fc.assert(
      fc.property(parameters, fc.integer({ min: 1, max: 80 }), (own, t) => {
        const mean = betaExpectation({ a: own.alpha, b: own.beta }, (p) => (1 - p) ** t);
        expect(Math.abs(survival(own, t) - mean)).toBeLessThan(1e-10);
        expect(survival(own, t)).toBeLessThan(survival(own, t - 1));
        expect(retentionRate(own, t)).toBeGreaterThan(0);
        expect(retentionRate(own, t + 1)).toBeGreaterThan(retentionRate(own, t));
        expect(retentionRate(own, 1e9)).toBeCloseTo(1, 6);
      }),
    );
  });

  it('residual lifetime is the mean of (1+d)(1−p)/(d+p) over the Beta(α, β+k) of those still there', () => {
    const rate = fc.double({ min: 0.005, max: 0.5, noNaN: true });
    fc.assert(
      fc.property(parameters, fc.nat(30), rate, (own, renewals, d) => {
        const rateOf = (renewal: number) => retentionRate(own, renewal);
        const lifetime = residualLifetime(rateOf, { renewals, rate: d, periods: ENDLESS });
        const law = { a: own.alpha, b: own.beta + renewals };
        const mean = betaExpectation(law, (p) => ((1 + d) * (1 - p)) / (d + p));
        expect(relative(lifetime, mean)).toBeLessThan(1e-9);
      }),
    );
  });
});

describe('degenerate tenures', () => {
  const cohort = (alive: readonly number[]) => tenuresOf(alive, alive.length - 1);

  it.each([
    ['too-few-customers', cohort([1, 1, 0])],
    ['too-few-customers', []],
    ['parameters-not-identified', cohort([1000, 0])],
    ['parameters-not-identified', cohort([1000, 700])],
    ['parameters-not-identified', [{ renewals: 0, isLost: false, customers: 1000 }]],
  ])('refuses: %s', (refused, groups) => {
    expect(fitSbg(groups)).toEqual({ refused });
  });

  // ln L: nobody lost, 0; each renewal made by half, −(1000 + 500 + 250) ln 2.
  it.each([
    [cohort([1000, 1000, 1000, 1000]), 0],
    [cohort([1000, 500, 250, 125]), -1750 * Math.LN2],
  ])('holds parameters that run off by a ridge, at a small and stated cost', (groups, highest) => {
    const fit = fitSbg(groups);
    if (wasRefused(fit)) throw new Error(fit.refused);
    expect(fit.ridge).toBe(1);
    expect(fit.logLikelihood).toBe(logLikelihood(fit.parameters, groups));
    expect(fit.logLikelihood).toBeLessThan(highest);
    expect(fit.logLikelihood).toBeGreaterThan(highest - 4);
  });

  it('names a tenure that cannot be', () => {
    expect(() => fitSbg([{ renewals: -1, isLost: true, customers: 1 }])).toThrow(InvalidTenure);
  });

  it('1,000 populations: a sound fit or a refusal, never NaN nor a likelihood that cannot be', () => {
    let fits = 0;
    fc.assert(
      fc.property(anyTenures, (groups) => {
        const fit = fitSbg(groups);
        if (wasRefused(fit)) return;
        const numbers = [...Object.values(fit.parameters), ...fit.covariance.flat()];
        expect(numbers.every(Number.isFinite)).toBe(true);
        expect(survival(fit.parameters, 12)).toBeGreaterThanOrEqual(0);
        expect(survival(fit.parameters, 12)).toBeLessThan(1);
        fits += 1;
        const highest = highestLikelihood(groups);
        expect(fit.logLikelihood).toBeLessThanOrEqual(highest * (1 - 1e-12) + 1e-9);
      }),
      { numRuns: 1000 },
    );
    expect(fits).toBeGreaterThan(500);
  }, 60_000);
});
