import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { betaExpectation } from '#lib/numerics/beta-expectation.ts';
import { relative } from '../cdnow.fixture.ts';
import { residualLifetime } from '../tenure/residual-lifetime.ts';
import { SBG } from '../tenure/retention-models.fixture.ts';
import { logLikelihood } from './log-likelihood.ts';
import { sbgAt } from './parameters.ts';
import { retentionRate } from './survival.ts';

// What sBG and BdW must both do: ../tenure/retention-models.test.ts.

const parameters = SBG.anyLogs.map(sbgAt);

// metrics.md, vector `clv-contractual`: S = 1, 3/4, 3/5.
it('three payments of 10 without discount are worth 23.5 at alpha 1, beta 3', () => {
  const rateOf = (renewal: number) => retentionRate({ alpha: 1, beta: 3 }, renewal);
  const outlook = { renewals: 0, rate: 0, periods: 2 };
  expect(10 * (1 + residualLifetime(rateOf, outlook))).toBeCloseTo(23.5, 13);
});

it('has a likelihood by hand: alpha = beta = 1 loses 1/2, then 1/6, and keeps 1/3', () => {
  const groups = [
    { renewals: 0, isLost: true, customers: 2 },
    { renewals: 1, isLost: true, customers: 1 },
    { renewals: 2, isLost: false, customers: 4 },
  ];
  const expected = 2 * Math.log(1 / 2) + Math.log(1 / 6) + 4 * Math.log(1 / 3);
  expect(logLikelihood({ alpha: 1, beta: 1 }, groups)).toBeCloseTo(expected, 13);
});

describe('curves', () => {
  it('rates rise towards 1', () => {
    fc.assert(
      fc.property(parameters, fc.integer({ min: 1, max: 80 }), (own, t) => {
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
        const outlook = { renewals, rate: d, periods: Number.POSITIVE_INFINITY };
        const law = { a: own.alpha, b: own.beta + renewals };
        const mean = betaExpectation(law, (p) => ((1 + d) * (1 - p)) / (d + p));
        expect(relative(residualLifetime(rateOf, outlook), mean)).toBeLessThan(1e-9);
      }),
    );
  });
});
