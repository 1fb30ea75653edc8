import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyHistory, anyLogs } from '../transaction-model.fixture.ts';
import { expectedPurchases } from './expected-purchases.ts';
import { evaluateLikelihood, likelihoodTerms, logLikelihood } from './log-likelihood.ts';
import { mbgNbdAt } from './parameters.ts';
import { probabilityAlive } from './probability-alive.ts';

const UNIT = { r: 1, alpha: 1, a: 1, b: 1 };

describe('by hand, all parameters 1', () => {
  const none = { frequency: 0, recency: 0, age: 3 };
  const once = { frequency: 1, recency: 1, age: 3 };

  it('likelihood: who stayed at every purchase, and who left at the last', () => {
    // E[1−p] E[e^−3λ] + E[p] = 1/2 · 1/4 + 1/2; E[(1−p)²] E[λ e^−3λ] + E[p(1−p)] E[λ e^−λ] = 1/3 · 1/16 + 1/6 · 1/4.
    expect(logLikelihood(UNIT, [{ ...none, customers: 2 }])).toBeCloseTo(2 * Math.log(5 / 8), 14);
    expect(logLikelihood(UNIT, [{ ...once, customers: 1 }])).toBeCloseTo(Math.log(1 / 16), 14);
  });

  it('P(alive) is the first part of it: 1/5 and 1/3', () => {
    expect(probabilityAlive(UNIT, none)).toBeCloseTo(1 / 5, 14);
    expect(probabilityAlive(UNIT, once)).toBeCloseTo(1 / 3, 14);
  });

  it('expects of one-time buyers P(alive) times E[1/(1+p)], p ~ Beta(1, 2)', () => {
    // E over 2(1−p): ∫ 2(1−p)/(1+p) dp = 4 ln 2 − 2, at r = 1, t = α+T.
    expect(expectedPurchases(UNIT, none, 4)).toBeCloseTo((4 * Math.LN2 - 2) / 5, 13);
  });
});

it('likelihood has the gradient of its finite differences', () => {
  fc.assert(
    fc.property(anyLogs, fc.array(anyHistory, { minLength: 1, maxLength: 5 }), (at, list) => {
      const terms = likelihoodTerms(list.map((own) => ({ ...own, customers: 3 })));
      const valueAt = (logs: number[]) => evaluateLikelihood(mbgNbdAt(logs), terms).value;
      const { gradient, value } = evaluateLikelihood(mbgNbdAt(at), terms);
      for (const [i, slope] of gradient.entries()) {
        const moved = (by: number) => at.map((entry, j) => (i === j ? entry + by : entry));
        const difference = (valueAt(moved(1e-4)) - valueAt(moved(-1e-4))) / 2e-4;
        expect(Math.abs(slope - difference)).toBeLessThan(1e-5 * (1 + Math.abs(value)));
      }
    }),
  );
});

it('likelihood is that of NBD where nobody leaves', () => {
  const groups = [
    { frequency: 2, recency: 5, age: 9, customers: 1 },
    { frequency: 0, recency: 0, age: 9, customers: 1 },
  ];
  const [r, alpha] = [0.25, 4.5];
  const past = Math.log(alpha / (alpha + 9));
  const nbd = Math.log(r * (r + 1)) + 2 * r * past - 2 * Math.log(alpha + 9);
  expect(logLikelihood({ r, alpha, a: 1e-8, b: 1e8 }, groups)).toBeCloseTo(nbd, 12);
});
