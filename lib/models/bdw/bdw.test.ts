import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { betaExpectation } from '#lib/numerics/beta-expectation.ts';
import { itOnCdnow, relative } from '../cdnow.fixture.ts';
import { wasRefused } from '../fit.ts';
import * as sbg from '../sbg/log-likelihood.ts';
import * as sbgCurve from '../sbg/survival.ts';
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
import { fitBdw } from './fit.ts';
import { evaluateLikelihood, logLikelihood } from './log-likelihood.ts';
import { bdwAt } from './parameters.ts';
import { simulateRenewals } from './simulate.ts';
import { retentionRate, survival } from './survival.ts';

const log = fc.double({ min: -3, max: 3, noNaN: true });
const shape = fc.double({ min: -1, max: 1, noNaN: true });
const parameters = fc.tuple(log, log, shape).map(bdwAt);
const ENDLESS = Number.POSITIVE_INFINITY;

describe.each(['regular', 'high_end'])('%s customers of 2007', (segment) => {
  itOnCdnow('are fitted as published', () => {
    const truth = retentionTruth(`${segment}.bdw`);
    const groups = tenuresOf(truth.actual_alive, 7);
    const fit = fitBdw(groups);
    if (wasRefused(fit)) throw new Error(fit.refused);
    expect(fit).toMatchObject({ customers: 1000, groups: 8, converged: true, ridge: 0 });
    expect(Math.abs(fit.logLikelihood - truth.logLik)).toBeLessThan(1e-9);
    for (const [i, value] of Object.values(fit.parameters).entries()) {
      expect(relative(value, truth.params[i] ?? 0)).toBeLessThan(1e-8);
      const error = value * Math.sqrt(fit.covariance[i]?.[i] ?? 0);
      expect(relative(error, truth.std_errors[i] ?? 0)).toBeLessThan(1e-6);
    }
  });

  itOnCdnow('survive and last as published', () => {
    const truth = retentionTruth(`${segment}.bdw`);
    const [alpha = 0, beta = 0, c = 0] = truth.params;
    const rateOf = (renewal: number) => retentionRate({ alpha, beta, c }, renewal);
    for (const [t, share] of truth.survival_0_12.entries()) {
      expect(relative(survival({ alpha, beta, c }, t), share)).toBeLessThan(1e-12);
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

describe('likelihood', () => {
  it('by hand: alpha = beta = 1 has S(t) = 1/(1 + t^c)', () => {
    const groups = [
      { renewals: 0, isLost: true, customers: 2 },
      { renewals: 1, isLost: true, customers: 1 },
      { renewals: 3, isLost: false, customers: 4 },
    ];
    // c = 2: S = 1, 1/2, 1/5, 1/10.
    const expected = 2 * Math.log(1 / 2) + Math.log(1 / 2 - 1 / 5) + 4 * Math.log(1 / 10);
    expect(logLikelihood({ alpha: 1, beta: 1, c: 2 }, groups)).toBeCloseTo(expected, 13);
  });

  it('has the gradient of its finite differences', () => {
    fc.assert(
      fc.property(fc.tuple(log, log, shape), anyTenures, (at, groups) => {
        const table = lifeTable(groups);
        const { gradient, value } = evaluateLikelihood(bdwAt(at), table);
        for (const [i, slope] of gradient.entries()) {
          const moved = (by: number) => bdwAt(at.map((own, j) => (i === j ? own + by : own)));
          const above = evaluateLikelihood(moved(1e-5), table).value;
          const below = evaluateLikelihood(moved(-1e-5), table).value;
          const difference = (above - below) / 2e-5;
          expect(Math.abs(slope - difference)).toBeLessThan(1e-6 * (1 + Math.abs(value)));
        }
      }),
    );
  });

  it('is that of sBG at c = 1', () => {
    fc.assert(
      fc.property(parameters, anyTenures, (own, groups) => {
        const expected = sbg.logLikelihood(own, groups);
        const actual = logLikelihood({ ...own, c: 1 }, groups);
        expect(Math.abs(actual - expected)).toBeLessThanOrEqual(1e-10 * Math.abs(expected));
      }),
    );
  });
});

it('recovers the parameters of simulated cohorts within four standard errors', () => {
  const truth = { alpha: 0.5, beta: 0.9, c: 1.4 };
  const sample = { customers: 20_000, longest: 8, seed: 'bdw' };
  const fit = fitBdw(simulatedTenures((random) => simulateRenewals(truth, random), sample));
  if (wasRefused(fit)) throw new Error(fit.refused);
  expect(fit.ridge).toBe(0);
  const { alpha, beta, c } = fit.parameters;
  for (const [i, own] of [alpha / truth.alpha, beta / truth.beta, c / truth.c].entries()) {
    expect(Math.abs(Math.log(own))).toBeLessThan(4 * Math.sqrt(fit.covariance[i]?.[i] ?? 0));
  }
});

describe('curves', () => {
  it('survival is the mean of (1 − p)^(t^c), falls, and is that of sBG at c = 1', () => {
    fc.assert(
      fc.property(parameters, fc.integer({ min: 1, max: 80 }), (own, t) => {
        const law = { a: own.alpha, b: own.beta };
        const mean = betaExpectation(law, (p) => Math.exp(t ** own.c * Math.log1p(-p)));
        expect(Math.abs(survival(own, t) - mean)).toBeLessThan(1e-10);
        expect(survival(own, t)).toBeLessThan(survival(own, t - 1));
        expect(
          relative(retentionRate(own, t), survival(own, t) / survival(own, t - 1)),
        ).toBeLessThan(1e-10);
        expect(retentionRate(own, t)).toBeGreaterThan(0);
        expect(retentionRate(own, t)).toBeLessThan(1);
        const plain = { ...own, c: 1 };
        expect(relative(retentionRate(plain, t), sbgCurve.retentionRate(own, t))).toBeLessThan(
          1e-12,
        );
        expect(relative(survival(plain, t), sbgCurve.survival(own, t))).toBeLessThan(1e-11);
      }),
    );
  });

  it('with everyone alike, rates fall with tenure for c > 1 and rise for c < 1', () => {
    const alike = { alpha: 3e6, beta: 7e6 };
    // Shares of 0.7 to the power of t^c.
    expect(survival({ ...alike, c: 2 }, 3)).toBeCloseTo(0.7 ** 9, 6);
    expect(retentionRate({ ...alike, c: 2 }, 3)).toBeCloseTo(0.7 ** 5, 6);
    expect(retentionRate({ ...alike, c: 0.5 }, 4)).toBeCloseTo(0.7 ** (2 - Math.sqrt(3)), 6);
  });

  it('residual lifetime is the discounted sum of survival, to any end', () => {
    const rate = fc.double({ min: 0.02, max: 0.5, noNaN: true });
    fc.assert(
      fc.property(parameters, fc.nat(12), rate, (own, renewals, d) => {
        const shares = Array.from({ length: 1500 }, (_, j) => {
          const share = survival(own, renewals + 1 + j) / survival(own, renewals);
          return share / (1 + d) ** j;
        });
        fc.pre(survival(own, renewals) > 1e-200);
        const expected = shares.reduce((sum, share) => sum + share, 0);
        const rateOf = (renewal: number) => retentionRate(own, renewal);
        const actual = residualLifetime(rateOf, { renewals, rate: d, periods: ENDLESS });
        expect(relative(actual, expected)).toBeLessThan(1e-9);
      }),
      { numRuns: 30 },
    );
  });
});

describe('degenerate tenures', () => {
  const cohort = (alive: readonly number[]) => tenuresOf(alive, alive.length - 1);

  it.each([
    ['too-few-customers', cohort([2, 1, 1, 0])],
    ['too-few-customers', []],
    ['parameters-not-identified', cohort([1000, 0])],
    ['parameters-not-identified', cohort([1000, 700, 500])],
  ])('refuses: %s', (refused, groups) => {
    expect(fitBdw(groups)).toEqual({ refused });
  });

  // ln L: nobody lost, 0; each renewal made by half, −(1000 + 500 + 250) ln 2.
  it.each([
    [cohort([1000, 1000, 1000, 1000]), 0],
    [cohort([1000, 500, 250, 125]), -1750 * Math.LN2],
  ])('holds parameters that run off by a ridge, at a small and stated cost', (groups, highest) => {
    const fit = fitBdw(groups);
    if (wasRefused(fit)) throw new Error(fit.refused);
    expect(fit.ridge).toBe(1);
    expect(fit.logLikelihood).toBe(logLikelihood(fit.parameters, groups));
    expect(fit.logLikelihood).toBeLessThan(highest);
    expect(fit.logLikelihood).toBeGreaterThan(highest - 4);
  });

  it('names a tenure that cannot be', () => {
    expect(() => fitBdw([{ renewals: 0.5, isLost: true, customers: 1 }])).toThrow(InvalidTenure);
  });

  it('1,000 populations: a sound fit or a refusal, never NaN nor a likelihood that cannot be', () => {
    let fits = 0;
    fc.assert(
      fc.property(anyTenures, (groups) => {
        const fit = fitBdw(groups);
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
    expect(fits).toBeGreaterThan(400);
  }, 60_000);
});
