import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { betaExpectation } from '#lib/numerics/beta-expectation.ts';
import { itOnCdnow, relative } from '../cdnow.fixture.ts';
import { wasRefused } from '../fit.ts';
import { fitted } from '../fitted.fixture.ts';
import { lifeTable } from './life-table.ts';
import { residualLifetime } from './residual-lifetime.ts';
import { cohort, RETENTION_SUBJECTS } from './retention-models.fixture.ts';
import { InvalidTenure } from './tenure-group.ts';
import {
  anyTenures,
  highestLikelihood,
  retentionTruth,
  simulatedTenures,
  tenuresOf,
} from './tenures.fixture.ts';

const CDNOW = RETENTION_SUBJECTS.flatMap((subject) =>
  ['regular', 'high_end'].map((segment) => ({ ...subject, subject, segment })),
);

describe.each(CDNOW)('$segment customers of 2007, by $name', ({ name, segment, subject }) => {
  itOnCdnow('are fitted as published', () => {
    const truth = retentionTruth(`${segment}.${name}`);
    const fit = fitted(subject.fit(tenuresOf(truth.actual_alive, 7)));
    expect(fit).toMatchObject({ customers: 1000, groups: 8, converged: true, ridge: 0 });
    expect(Math.abs(fit.logLikelihood - truth.logLik)).toBeLessThan(1e-9);
    for (const [i, value] of Object.values(fit.parameters).entries()) {
      expect(relative(value, truth.params[i] ?? 0)).toBeLessThan(1e-8);
      const error = value * Math.sqrt(fit.covariance[i]?.[i] ?? 0);
      expect(relative(error, truth.std_errors[i] ?? 0)).toBeLessThan(1e-6);
    }
  });

  itOnCdnow('survive, renew and last as published', () => {
    const truth = retentionTruth(`${segment}.${name}`);
    const { survival, retentionRate } = subject.lawAt(truth.params.map(Math.log));
    for (const [t, share] of truth.survival_0_12.entries()) {
      expect(relative(survival(t), share)).toBeLessThan(1e-12);
    }
    for (const [i, rate] of truth.retention_rate_t.entries()) {
      expect(relative(retentionRate(i + 1), rate)).toBeLessThan(1e-12);
    }
    const outlook = { rate: 0.1, periods: Number.POSITIVE_INFINITY };
    for (const [year, derl] of Object.entries(truth.DERL_d10pct)) {
      const own = residualLifetime(retentionRate, { ...outlook, renewals: Number(year) - 1 });
      expect(relative(own, derl)).toBeLessThan(1e-12);
    }
    const first = 1 + residualLifetime(retentionRate, { ...outlook, renewals: 0 }) / 1.1;
    expect(relative(first, truth.DEL_new_customer_d10pct)).toBeLessThan(1e-12);
  });
});

describe.each(RETENTION_SUBJECTS)('$name', (subject) => {
  const { anyLogs, lawAt, parameters } = subject;

  it('has a likelihood with the gradient of its finite differences', () => {
    fc.assert(
      fc.property(anyLogs, anyTenures, (at, groups) => {
        const table = lifeTable(groups);
        const { gradient, value } = lawAt(at).evaluate(table);
        for (const [i, slope] of gradient.entries()) {
          const moved = (by: number) => lawAt(at.map((own, j) => (i === j ? own + by : own)));
          const above = moved(1e-5).evaluate(table).value;
          const below = moved(-1e-5).evaluate(table).value;
          const difference = (above - below) / 2e-5;
          expect(Math.abs(slope - difference)).toBeLessThan(1e-6 * (1 + Math.abs(value)));
        }
      }),
    );
  });

  it('recovers the parameters of simulated cohorts within four standard errors', () => {
    const law = lawAt(Object.values(parameters).map(Math.log));
    const sample = { customers: 20_000, longest: 8, seed: subject.name };
    const own = fitted(subject.fit(simulatedTenures(law.simulateRenewals, sample)));
    expect(own.ridge).toBe(0);
    for (const [i, [name, value]] of Object.entries(parameters).entries()) {
      const error = Math.log((own.parameters[name] ?? 0) / value);
      expect(Math.abs(error), name).toBeLessThan(4 * Math.sqrt(own.covariance[i]?.[i] ?? 0));
    }
  });

  it('has a survival that is the mean of (1 − p)^(t^c), and falls by its rates', () => {
    fc.assert(
      fc.property(anyLogs, fc.integer({ min: 1, max: 80 }), (at, t) => {
        const { survival, retentionRate, parameters: own } = lawAt(at);
        const { alpha: a = 0, beta: b = 0, c = 1 } = own;
        const mean = betaExpectation({ a, b }, (p) => Math.exp(t ** c * Math.log1p(-p)));
        expect(Math.abs(survival(t) - mean)).toBeLessThan(1e-10);
        expect(survival(t)).toBeLessThan(survival(t - 1));
        expect(relative(retentionRate(t), survival(t) / survival(t - 1))).toBeLessThan(1e-10);
        expect(retentionRate(t)).toBeGreaterThan(0);
        expect(retentionRate(t)).toBeLessThan(1);
      }),
    );
  });
});

describe.each(RETENTION_SUBJECTS)('$name, where tenures say little,', (subject) => {
  it.each([
    ['too-few-customers', 'fewer than parameters', subject.tooFew],
    ['too-few-customers', 'nobody', []],
    ['parameters-not-identified', 'all lost at once', cohort([1000, 0])],
    ['parameters-not-identified', 'fewer renewals than parameters', subject.tooShort],
    [
      'parameters-not-identified',
      'no renewal yet',
      [{ renewals: 0, isLost: false, customers: 1000 }],
    ],
  ])('refuses: %s, %s', (refused, _, groups) => {
    expect(subject.fit(groups)).toEqual({ refused });
  });

  // ln L: nobody lost, 0; each renewal made by half, −(1000 + 500 + 250) ln 2.
  it.each([
    [cohort([1000, 1000, 1000, 1000]), 0],
    [cohort([1000, 500, 250, 125]), -1750 * Math.LN2],
  ])('holds parameters that run off by a ridge, at a small and stated cost', (groups, highest) => {
    const own = fitted(subject.fit(groups));
    expect(own.ridge).toBe(1);
    expect(own.logLikelihood).toBe(own.law.logLikelihood(groups));
    expect(own.logLikelihood).toBeLessThan(highest);
    expect(own.logLikelihood).toBeGreaterThan(highest - 4);
  });

  it.each([-1, 0.5])('names a tenure that cannot be: %d renewals', (renewals) => {
    expect(() => subject.fit([{ renewals, isLost: true, customers: 1 }])).toThrow(InvalidTenure);
  });
});

it.each(RETENTION_SUBJECTS)(
  '$name, 1,000 populations: a sound fit or a refusal, never NaN nor a likelihood that cannot be',
  ({ fit, fitsOf1000 }) => {
    let fits = 0;
    fc.assert(
      fc.property(anyTenures, (groups) => {
        const own = fit(groups);
        if (wasRefused(own)) return;
        const numbers = [...Object.values(own.parameters), ...own.covariance.flat()];
        expect(numbers.every(Number.isFinite)).toBe(true);
        expect(own.law.survival(12)).toBeGreaterThanOrEqual(0);
        expect(own.law.survival(12)).toBeLessThan(1);
        fits += 1;
        const highest = highestLikelihood(groups);
        expect(own.logLikelihood).toBeLessThanOrEqual(highest * (1 - 1e-12) + 1e-9);
      }),
      { numRuns: 1000 },
    );
    expect(fits).toBeGreaterThan(fitsOf1000);
  },
  60_000,
);
