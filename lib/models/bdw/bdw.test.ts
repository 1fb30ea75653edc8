import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { relative } from '../cdnow.fixture.ts';
import * as sbg from '../sbg/log-likelihood.ts';
import * as sbgCurve from '../sbg/survival.ts';
import { residualLifetime } from '../tenure/residual-lifetime.ts';
import { BDW } from '../tenure/retention-models.fixture.ts';
import { anyTenures } from '../tenure/tenures.fixture.ts';
import { fitBdw } from './fit.ts';
import { logLikelihood } from './log-likelihood.ts';
import { bdwAt } from './parameters.ts';
import { retentionRate, survival } from './survival.ts';

// What sBG and BdW must both do: ../tenure/retention-models.test.ts.

const parameters = BDW.anyLogs.map(bdwAt);

it('has a likelihood by hand: alpha = beta = 1 has S(t) = 1/(1 + t^c)', () => {
  const groups = [
    { renewals: 0, isLost: true, customers: 2 },
    { renewals: 1, isLost: true, customers: 1 },
    { renewals: 3, isLost: false, customers: 4 },
  ];
  // c = 2: S = 1, 1/2, 1/5, 1/10.
  const expected = 2 * Math.log(1 / 2) + Math.log(1 / 2 - 1 / 5) + 4 * Math.log(1 / 10);
  expect(logLikelihood({ alpha: 1, beta: 1, c: 2 }, groups)).toBeCloseTo(expected, 13);
});

describe('at c = 1', () => {
  it('has the likelihood of sBG', () => {
    fc.assert(
      fc.property(parameters, anyTenures, (own, groups) => {
        const expected = sbg.logLikelihood(own, groups);
        const actual = logLikelihood({ ...own, c: 1 }, groups);
        expect(Math.abs(actual - expected)).toBeLessThanOrEqual(1e-10 * Math.abs(expected));
      }),
    );
  });

  it('has the rates and the survival of sBG', () => {
    fc.assert(
      fc.property(parameters, fc.integer({ min: 1, max: 80 }), (own, t) => {
        const plain = { ...own, c: 1 };
        const rate = sbgCurve.retentionRate(own, t);
        expect(relative(retentionRate(plain, t), rate)).toBeLessThan(1e-12);
        expect(relative(survival(plain, t), sbgCurve.survival(own, t))).toBeLessThan(1e-11);
      }),
    );
  });
});

describe('curves', () => {
  it('with everyone alike, rates fall with tenure for c > 1 and rise for c < 1', () => {
    const alike = { alpha: 3e6, beta: 7e6 };
    // Shares of 0.7 to the power of t^c.
    expect(survival({ ...alike, c: 2 }, 3)).toBeCloseTo(0.7 ** 9, 6);
    expect(retentionRate({ ...alike, c: 2 }, 3)).toBeCloseTo(0.7 ** 5, 6);
    expect(retentionRate({ ...alike, c: 0.5 }, 4)).toBeCloseTo(0.7 ** (2 - Math.sqrt(3)), 6);
  });

  it('keeps its shape where powers of time pass every machine number', () => {
    const steep = { alpha: 1, beta: 1, c: 400 };
    // S(t) = 1/(1 + t^c).
    expect(relative(retentionRate(steep, 13), (12 / 13) ** 400)).toBeLessThan(1e-9);
    expect(survival(steep, 12)).toBe(0);
    const slow = { alpha: 0.05, beta: 0.2, c: 400 };
    expect(relative(survival(slow, 24) / survival(slow, 12), 2 ** -20)).toBeLessThan(1e-9);
    // The steepest of 1,000 generated populations: 12^c is beyond 1e308.
    const fit = fitBdw([
      { renewals: 0, isLost: true, customers: 17_721 },
      { renewals: 1, isLost: true, customers: 70_274 },
      { renewals: 3, isLost: false, customers: 3 },
    ]);
    if ('refused' in fit) throw new Error(fit.refused);
    expect(survival(fit.parameters, 12)).toBeGreaterThan(0);
    expect(survival(fit.parameters, 12)).toBeLessThan(survival(fit.parameters, 3));
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
        const outlook = { renewals, rate: d, periods: Number.POSITIVE_INFINITY };
        expect(relative(residualLifetime(rateOf, outlook), expected)).toBeLessThan(1e-9);
      }),
      { numRuns: 30 },
    );
  });
});
