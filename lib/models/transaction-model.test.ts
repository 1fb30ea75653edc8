import fc from 'fast-check';
import { expect, it } from 'vitest';
import { randomFrom } from '#lib/numerics/random-from.ts';
import { historyAt } from './bg-nbd/simulate.ts';
import {
  anyHistory,
  anyLog,
  anyLogs,
  fitted,
  populationOf,
  SUBJECTS,
  timeParameters,
} from './transaction-model.fixture.ts';
import type { PurchaseLaw } from './transaction-model.ts';

it.each(SUBJECTS)('$model.id recovers simulated parameters within four standard errors', (own) => {
  const fit = fitted(own, populationOf(own, 8_000, 'recovery'));
  expect(fit).toMatchObject({ ridge: 0, converged: true, customers: 8_000 });
  for (const [i, [name, value]] of Object.entries(own.parameters).entries()) {
    const error = Math.log((fit.parameters[name] ?? 0) / value);
    const deviation = Math.sqrt(fit.covariance[i]?.[i] ?? 0);
    expect(Math.abs(error), name).toBeLessThan(4 * deviation);
    expect(deviation, name).toBeLessThan(0.4);
  }
});

it.each(SUBJECTS)('$model.id forecasts what its simulated customers then buy', ({ law }) => {
  const random = randomFrom('futures');
  const momentsOf = law.purchaseMoments(30);
  const all = { actual: 0, mean: 0, squares: 0, square: 0, variance: 0 };
  for (let i = 0; i < 30_000; i += 1) {
    const times = law.simulatePurchaseTimes(60, random);
    const past = historyAt(30, times);
    const bought = times.length - past.frequency;
    const { mean, square } = momentsOf(past);
    all.actual += bought;
    all.mean += mean;
    all.squares += bought * bought;
    all.square += square;
    all.variance += square - mean * mean;
  }
  expect(Math.abs(all.actual - all.mean)).toBeLessThan(4 * Math.sqrt(all.variance));
  expect(all.squares / all.square).toBeCloseTo(1, 1);
});

it.each(SUBJECTS)('$model.id simulates what it expects of a new customer', ({ law }) => {
  const random = randomFrom('new');
  const nobody = { frequency: 0, recency: 0, age: 0 };
  const { mean, square } = law.purchaseMoments(40)(nobody);
  let total = 0;
  for (let i = 0; i < 30_000; i += 1) total += law.simulatePurchaseTimes(40, random).length;
  const deviation = Math.sqrt((square - mean * mean) / 30_000);
  expect(Math.abs(total / 30_000 - mean)).toBeLessThan(4 * deviation);
});

it.each(SUBJECTS)(
  '$model.id expects less than of an active customer, more of a longer time',
  ({ model }) => {
    fc.assert(
      fc.property(anyLogs, anyHistory, anyLog, (at, past, reach) => {
        const law = model.lawAt(at);
        const [short, long] = [Math.exp(reach), 2 * Math.exp(reach)];
        const rate = (Math.exp(at[0]) + past.frequency) / (Math.exp(at[1]) + past.age);
        const alive = law.probabilityAlive(past);
        const expected = law.expectedPurchases(past, short);
        expect(alive).toBeGreaterThanOrEqual(0);
        expect(alive).toBeLessThanOrEqual(1);
        expect(expected).toBeLessThanOrEqual(alive * rate * short * (1 + 1e-9));
        expect(expected).toBeCloseTo(alive * law.purchasesIfAlive(past, short), 10);
        expect(law.expectedPurchases(past, long)).toBeGreaterThanOrEqual(expected);
        expect(law.expectedPurchases(past, 0)).toBe(0);
      }),
    );
  },
);

it.each(SUBJECTS)(
  '$model.id: squares of whole numbers are no less than they, no variance is negative',
  ({ model }) => {
    fc.assert(
      fc.property(anyLogs, anyHistory, anyLog, (at, past, reach) => {
        const law = model.lawAt(at);
        const { mean, square } = law.purchaseMoments(Math.exp(reach))(past);
        expect(mean).toBeCloseTo(law.expectedPurchases(past, Math.exp(reach)), 10);
        expect(square).toBeGreaterThanOrEqual(mean);
        expect(square).toBeGreaterThanOrEqual(mean * mean * 0.99);
      }),
    );
  },
);

it.each(SUBJECTS)(
  '$model.id takes the more silent of two customers for less alive',
  ({ model }) => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(anyLogs, anyHistory, share, (at, past, part) => {
        const law = model.lawAt(at);
        const silent = law.probabilityAlive({ ...past, recency: part * past.recency });
        expect(silent).toBeLessThanOrEqual(law.probabilityAlive(past) * (1 + 1e-12));
      }),
    );
  },
);

it.each(SUBJECTS)('$model.id does not depend on the unit of time', ({ model, parameters }) => {
  const inTime = timeParameters(parameters);
  const inDays = (at: readonly number[]) =>
    at.map((entry, i) => entry + (inTime[i] ? Math.log(7) : 0));
  fc.assert(
    fc.property(anyLogs, anyHistory, anyLog, (at, past, reach) => {
      const days = { ...past, recency: 7 * past.recency, age: 7 * past.age };
      const expected = (law: PurchaseLaw, own: typeof days, horizon: number) =>
        law.expectedPurchases(own, horizon);
      const weekly = expected(model.lawAt(at), past, Math.exp(reach));
      const daily = expected(model.lawAt(inDays(at)), days, 7 * Math.exp(reach));
      expect(Math.abs(daily - weekly)).toBeLessThanOrEqual(1e-9 * weekly);
    }),
  );
});

it.each(SUBJECTS)('$model.id fits the same customers in any unit of time', (own) => {
  const weeks = populationOf(own, 2_000, 'units');
  const days = weeks.map((past) => ({ ...past, recency: 7 * past.recency, age: 7 * past.age }));
  const [slow, fast] = [fitted(own, weeks), fitted(own, days)];
  const inTime = timeParameters(own.parameters);
  for (const [i, [name, value]] of Object.entries(slow.parameters).entries()) {
    expect((fast.parameters[name] ?? 0) / value, name).toBeCloseTo(inTime[i] ? 7 : 1, 5);
  }
});
