import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { randomFrom } from '#lib/numerics/random-from.ts';
import { wasRefused } from '../fit.ts';
import { type HistoryGroup, InvalidHistory } from '../history.ts';
import { expectedPurchases } from './expected-purchases.ts';
import { fitBgNbd } from './fit.ts';
import { likelihoodTerms } from './likelihood-terms.ts';
import { evaluateLikelihood, logLikelihood } from './log-likelihood.ts';
import { bgNbdAt } from './parameters.ts';
import { probabilityAlive } from './probability-alive.ts';
import { purchaseMoments } from './purchase-moments.ts';
import { historyAt, simulatePurchaseTimes } from './simulate.ts';

const TRUE = { r: 0.25, alpha: 4.5, a: 0.8, b: 2.4 };

const log = fc.double({ min: -3, max: 3, noNaN: true });
const parameters = fc.tuple(log, log, log, log).map(bgNbdAt);
const history = fc
  .record({
    frequency: fc.nat(40),
    age: fc.double({ min: 0.1, max: 300, noNaN: true }),
    share: fc.double({ min: 0, max: 1, noNaN: true }),
  })
  .map(({ frequency, age, share }) => ({
    frequency,
    age,
    recency: frequency > 0 ? age * share : 0,
  }));

function simulated(customers: number, seed: string): HistoryGroup[] {
  const random = randomFrom(seed);
  return Array.from({ length: customers }, () => {
    const age = 20 + 60 * random();
    return { ...historyAt(age, simulatePurchaseTimes(TRUE, age, random)), customers: 1 };
  });
}

// metrics.md, vector `bg-nbd`, after Fader, Hardie & Lee (2005).
it('expects 1.226 purchases of the published customer in 39 weeks', () => {
  const published = { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 };
  const customer = { frequency: 2, recency: 30.43, age: 38.86 };
  expect(expectedPurchases(published, customer, 39)).toBeCloseTo(1.226, 3);
});

describe('likelihood', () => {
  it('by hand: x = 0 is (α/(α+T))^r; x = 1 adds the two ways to have got there', () => {
    const unit = { r: 1, alpha: 1, a: 1, b: 1 };
    const none = { frequency: 0, recency: 0, age: 3, customers: 2 };
    expect(logLikelihood(unit, [none])).toBeCloseTo(2 * Math.log(1 / 4), 14);
    // B(1,2)/B(1,1) Γ(2) (1/4)² + B(2,1)/B(1,1) Γ(2) (1/2)² = 1/32 + 1/8.
    const once = { frequency: 1, recency: 1, age: 3, customers: 1 };
    expect(logLikelihood(unit, [once])).toBeCloseTo(Math.log(5 / 32), 14);
  });

  it('has the gradient of its finite differences', () => {
    fc.assert(
      fc.property(fc.tuple(log, log, log, log), fc.array(history, { minLength: 1 }), (at, list) => {
        const terms = likelihoodTerms(list.map((own) => ({ ...own, customers: 3 })));
        const valueAt = (logs: number[]) => evaluateLikelihood(bgNbdAt(logs), terms).value;
        const { gradient, value } = evaluateLikelihood(bgNbdAt(at), terms);
        for (const [i, slope] of gradient.entries()) {
          const moved = (by: number) => at.map((entry, j) => (i === j ? entry + by : entry));
          const difference = (valueAt(moved(1e-4)) - valueAt(moved(-1e-4))) / 2e-4;
          expect(Math.abs(slope - difference)).toBeLessThan(1e-5 * (1 + Math.abs(value)));
        }
      }),
    );
  });

  it('stays below zero growth where dropout parameters run to 1e8', () => {
    // a/b → 0: no dropout, so the NBD likelihood with the last purchase's dropout odds vanishing.
    const groups = [{ frequency: 2, recency: 5, age: 9, customers: 1 }];
    const { r, alpha } = TRUE;
    const nbd = Math.log(r * (r + 1)) + r * Math.log(alpha) - (r + 2) * Math.log(alpha + 9);
    expect(logLikelihood({ r, alpha, a: 1e-8, b: 1e8 }, groups)).toBeCloseTo(nbd, 12);
  });
});

it('recovers the parameters of simulated customers within four standard errors', () => {
  const fit = fitBgNbd(simulated(20_000, 'recovery'));
  if (wasRefused(fit)) throw new Error(fit.refused);
  expect(fit.ridge).toBe(0);
  for (const [i, [name, value]] of Object.entries(TRUE).entries()) {
    const error = Math.log((Object.entries(fit.parameters)[i]?.[1] ?? 0) / value);
    expect(Math.abs(error), name).toBeLessThan(4 * Math.sqrt(fit.covariance[i]?.[i] ?? 0));
  }
});

it('scales alpha with the unit of time and nothing else', () => {
  const weeks = simulated(2_000, 'units');
  const days = weeks.map((own) => ({ ...own, recency: 7 * own.recency, age: 7 * own.age }));
  const [inWeeks, inDays] = [fitBgNbd(weeks), fitBgNbd(days)];
  if (wasRefused(inWeeks) || wasRefused(inDays)) throw new Error('refused');
  expect(inDays.parameters.alpha / inWeeks.parameters.alpha).toBeCloseTo(7, 6);
  expect(inDays.parameters.b).toBeCloseTo(inWeeks.parameters.b, 6);
});

it('holds dropout parameters that run off by a ridge, and says so', () => {
  // Purchases without dropout: everyone bought in the last week.
  const groups = [1, 2, 3, 5, 9, 20].map((frequency) => ({
    frequency,
    recency: 51.5,
    age: 52,
    customers: 40,
  }));
  const fit = fitBgNbd(groups);
  if (wasRefused(fit)) throw new Error(fit.refused);
  expect(fit.ridge).toBe(1);
  expect(fit.logLikelihood).toBe(logLikelihood(fit.parameters, groups));
});

it.each([
  ['no-repeat-purchases', [{ frequency: 0, recency: 0, age: 9, customers: 900 }]],
  ['too-few-customers', [{ frequency: 3, recency: 5, age: 9, customers: 1 }]],
  ['too-few-customers', []],
  ['parameters-not-identified', [{ frequency: 3, recency: 5, age: 9, customers: 900 }]],
])('refuses: %s', (refused, groups) => {
  expect(fitBgNbd(groups)).toEqual({ refused });
});

it('fits or refuses whatever can happen, without NaN', () => {
  const group = fc.tuple(history, fc.integer({ min: 1, max: 500 }));
  fc.assert(
    fc.property(fc.array(group, { maxLength: 12 }), (list) => {
      const fit = fitBgNbd(list.map(([own, customers]) => ({ ...own, customers })));
      if (wasRefused(fit)) return;
      const numbers = [...Object.values(fit.parameters), ...fit.covariance.flat()];
      expect([...numbers, fit.logLikelihood].every(Number.isFinite)).toBe(true);
    }),
  );
});

it('names a history that cannot be', () => {
  const broken = { frequency: 1.5, recency: 1, age: 2, customers: 1 };
  expect(() => fitBgNbd([broken])).toThrow(InvalidHistory);
  expect(() => fitBgNbd([{ ...broken, frequency: 1, recency: 3 }])).toThrow(/recency 3/);
  expect(() => fitBgNbd([{ ...broken, frequency: 0 }])).toThrow(/without a repeat/);
});

describe('prediction', () => {
  it('is between 0 and what an active customer would buy, and grows with the horizon', () => {
    fc.assert(
      fc.property(parameters, history, log, (own, past, reach) => {
        const [short, long] = [Math.exp(reach), 2 * Math.exp(reach)];
        const alive = probabilityAlive(own, past);
        const rate = (own.r + past.frequency) / (own.alpha + past.age);
        const expected = expectedPurchases(own, past, short);
        expect(alive).toBeGreaterThanOrEqual(0);
        expect(alive).toBeLessThanOrEqual(1);
        expect(expected).toBeLessThanOrEqual(alive * rate * short * (1 + 1e-9));
        expect(expectedPurchases(own, past, long)).toBeGreaterThanOrEqual(expected);
        expect(expectedPurchases(own, past, 0)).toBe(0);
      }),
    );
  });

  it('does not depend on the unit of time', () => {
    fc.assert(
      fc.property(parameters, history, log, (own, { frequency, recency, age }, reach) => {
        const inDays = { frequency, recency: 7 * recency, age: 7 * age };
        const scaled = { ...own, alpha: 7 * own.alpha };
        const days = expectedPurchases(scaled, inDays, 7 * Math.exp(reach));
        const weeks = expectedPurchases(own, { frequency, recency, age }, Math.exp(reach));
        expect(Math.abs(days - weeks)).toBeLessThanOrEqual(1e-9 * weeks);
      }),
    );
  });

  it('agrees with simulated customers of one history, mean and square', () => {
    const random = randomFrom('conditional');
    const futures: number[] = [];
    for (let i = 0; i < 400_000; i += 1) {
      const times = simulatePurchaseTimes(TRUE, 60, random);
      const past = historyAt(30, times);
      if (past.frequency === 1 && past.recency > 15) futures.push(times.length - 1);
    }
    // Mean over the simulated spread of recencies is close to that of the middle one.
    const moments = purchaseMoments(TRUE, 30)({ frequency: 1, recency: 22.5, age: 30 });
    const mean = futures.reduce((sum, x) => sum + x, 0) / futures.length;
    const square = futures.reduce((sum, x) => sum + x * x, 0) / futures.length;
    expect(futures.length).toBeGreaterThan(5_000);
    expect(mean / moments.mean).toBeCloseTo(1, 1);
    expect(square / moments.square).toBeCloseTo(1, 1);
  });
});
