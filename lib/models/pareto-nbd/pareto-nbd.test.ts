import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyHistory, anyLogs } from '../transaction-model.fixture.ts';
import { logDropoutOdds } from './dropout-odds.ts';
import { expectedPurchases, purchasesIfAlive } from './expected-purchases.ts';
import { likelihoodTerms } from './likelihood-terms.ts';
import { evaluateLikelihood, logLikelihood } from './log-likelihood.ts';
import { paretoNbdAt } from './parameters.ts';
import { probabilityAlive } from './probability-alive.ts';
import { purchaseMoments } from './purchase-moments.ts';

const UNIT = { r: 1, alpha: 1, s: 1, beta: 1 };

describe('by hand, all parameters 1', () => {
  const none = { frequency: 0, recency: 0, age: 3 };
  const once = { frequency: 1, recency: 1, age: 3 };

  it('likelihood: 1/(1+T)^(2+x) + ∫ (1+u)^−(3+x) du', () => {
    // 1/16 + (1 − 1/16)/2 = 17/32; 1/64 + (1/8 − 1/64)/3 = 5/96.
    expect(logLikelihood(UNIT, [{ ...none, customers: 2 }])).toBeCloseTo(2 * Math.log(17 / 32), 14);
    expect(logLikelihood(UNIT, [{ ...once, customers: 1 }])).toBeCloseTo(Math.log(5 / 96), 14);
  });

  it('P(alive) is the first part of it: 2/17 and 3/10', () => {
    expect(probabilityAlive(UNIT, none)).toBeCloseTo(2 / 17, 14);
    expect(probabilityAlive(UNIT, once)).toBeCloseTo(3 / 10, 14);
  });

  it('at s = 1 expects a logarithm: ln 2 purchases in the time that doubles β+T', () => {
    expect(expectedPurchases(UNIT, none, 4)).toBeCloseTo((2 / 17) * Math.LN2, 14);
    const near = { ...UNIT, s: 1 + 1e-9 };
    expect(purchasesIfAlive(near, none, 4)).toBeCloseTo(Math.LN2, 8);
  });

  it('E[X(X−1)] if active is E[λ²] ∫ 2u (1+u/(β+T))^−1 du: 4 − 4 ln 2', () => {
    // E[λ²] = 2/16; ∫ 2u/(1+u/4) du from 0 to 4 = 32 (1 − ln 2).
    const { mean, square } = purchaseMoments(UNIT, 4)(none);
    expect(mean).toBeCloseTo((2 / 17) * Math.LN2, 14);
    expect(square - mean).toBeCloseTo((2 / 17) * (4 - 4 * Math.LN2), 13);
  });

  it('their series for a short horizon meets the closed form', () => {
    // The series serves below (s+2) t/(β+T) = 1e-4, t = 1e-4 · 4/3.
    const just = (horizon: number) => {
      const { mean, square } = purchaseMoments(UNIT, horizon)({ ...none, recency: 3 });
      return (square - mean) / horizon ** 2;
    };
    expect(just(1.3334e-4) / just(1.3333e-4)).toBeCloseTo(1, 7);
  });
});

describe('likelihood', () => {
  it('has the gradient of its finite differences', () => {
    fc.assert(
      fc.property(anyLogs, fc.array(anyHistory, { minLength: 1, maxLength: 5 }), (at, list) => {
        const terms = likelihoodTerms(list.map((own) => ({ ...own, customers: 3 })));
        const valueAt = (logs: number[]) => evaluateLikelihood(paretoNbdAt(logs), terms).value;
        const { gradient, value } = evaluateLikelihood(paretoNbdAt(at), terms);
        for (const [i, slope] of gradient.entries()) {
          const moved = (by: number) => at.map((entry, j) => (i === j ? entry + by : entry));
          const difference = (valueAt(moved(1e-4)) - valueAt(moved(-1e-4))) / 2e-4;
          expect(Math.abs(slope - difference)).toBeLessThan(1e-5 * (1 + Math.abs(value)));
        }
      }),
    );
  });

  it('of a span is the sum over its frequencies, however they are ordered and split', () => {
    const span = { recency: 30, age: 50 };
    const groups = [7, 40, 1, 2, 400].map((frequency) => ({
      ...span,
      frequency,
      customers: 2,
    }));
    const each = groups.map((group) => logLikelihood(UNIT, [{ ...group, customers: 1 }]));
    const sum = each.reduce((total, value) => total + 2 * value, 0);
    expect(logLikelihood(UNIT, [...groups, ...groups]) / (2 * sum)).toBeCloseTo(1, 13);
  });

  it('is that of NBD where dropout parameters run to 1e8 and nobody leaves', () => {
    const groups = [{ frequency: 2, recency: 5, age: 9, customers: 1 }];
    const [r, alpha] = [0.25, 4.5];
    const nbd = Math.log(r * (r + 1)) + r * Math.log(alpha) - (r + 2) * Math.log(alpha + 9);
    expect(logLikelihood({ r, alpha, s: 1e-8, beta: 1e8 }, groups)).toBeCloseTo(nbd, 12);
  });
});

it('P(alive) is 1 for one who just bought and 0 for a frequent buyer long silent', () => {
  expect(probabilityAlive(UNIT, { frequency: 3, recency: 9, age: 9 })).toBe(1);
  expect(probabilityAlive(UNIT, { frequency: 5_000, recency: 1, age: 36_500 })).toBe(0);
});

// Values by adaptive quadrature with 30 digits.
it.each([
  [{ r: 0.01, alpha: 0.001, s: 0.02, beta: 0.002 }, [1, 5, 36_500], 5.220502341156554],
  [{ r: 50, alpha: 0.005, s: 30, beta: 2000 }, [100, 1, 36_500], 1654.523086915473],
  [{ r: 0.5, alpha: 3000, s: 20, beta: 0.001 }, [40, 700, 900], 6.825155172325752],
  [{ r: 2, alpha: 7, s: 3, beta: 7 }, [12, 10, 80], 26.02121011278326],
  [{ r: 0.1, alpha: 5000, s: 80, beta: 0.5 }, [0, 0, 300], 511.8934215270469],
  [{ r: 3, alpha: 0.01, s: 0.05, beta: 10_000 }, [1000, 1, 5000], 8513.680887701152],
  [{ r: 0.5, alpha: 0.001, s: 0.5, beta: 1 }, [0, 0, 36_500], 10.47393404639396],
  [{ r: 0.5, alpha: 1, s: 0.5, beta: 0.001 }, [0, 0, 36_500], 13.92782537062889],
])('the odds of dropout keep their digits at extreme parameters %#', (own, past, logOdds) => {
  const [frequency = 0, recency = 0, age = 0] = past;
  expect(logDropoutOdds(own, { frequency, recency, age }) / logOdds).toBeCloseTo(1, 13);
});
