import fc from 'fast-check';
import { expect, it } from 'vitest';
import { randomFrom } from '#lib/numerics/random-from.ts';
import { expectedPurchases } from '../bg-nbd/expected-purchases.ts';
import { bgNbdModel } from '../bg-nbd/model.ts';
import { historyAt, simulatePurchaseTimes } from '../bg-nbd/simulate.ts';
import { purchaseTime } from '../calendar-effects/purchase-time.ts';
import { expectedMeanValue } from '../gamma-gamma/expected-mean-value.ts';
import { simulateValues } from '../gamma-gamma/simulate.ts';
import type { ForecastModels, ForecastPlan, ScopedGroup } from './forecast-models.ts';
import { discountedIncrements, monthlyHorizon, periodRate, periodsOf } from './horizon.ts';
import { predictLifetimeValue } from './predict-lifetime-value.ts';

const EFFORT = { logLikelihood: 0, customers: 0, groups: 0, converged: true };
const FIT = { ...EFFORT, iterations: 0, evaluations: 0, ridge: 0 };
const MODELS = {
  model: bgNbdModel,
  calibration: 1,
  purchases: {
    ...FIT,
    parameters: { r: 0.25, alpha: 4.5, a: 0.8, b: 2.4 },
    covariance: [0.003, 0.007, 0.05, 0.08].map((variance, i) =>
      [0, 1, 2, 3].map((j) => (i === j ? variance : 0)),
    ),
  },
  value: {
    ...FIT,
    parameters: { p: 6, q: 4, gamma: 15 },
    covariance: [0.03, 0.006, 0.07].map((variance, i) =>
      [0, 1, 2].map((j) => (i === j ? variance : 0)),
    ),
  },
  daysPerUnit: 7,
  time: purchaseTime(null),
  relativeError: 0.1,
  errorDegrees: Number.POSITIVE_INFINITY,
} satisfies ForecastModels;
const PLAN: ForecastPlan = {
  horizon: monthlyHorizon(0.1),
  margin: 0.4,
  levels: [0.9, 0.95],
  seed: 'weekly',
};

const oneOf = (scope: string, frequency: number, mean: number): ScopedGroup => ({
  scope,
  frequency,
  recency: frequency > 0 ? 20 : 0,
  age: 30,
  customers: 1,
  sumMean: mean,
  sumSquaredMean: mean * mean,
});

// metrics.md, vectors `period-rate` and `clv-predicted`; the second number of each is the known error.
it('10 % a year is 0.797414 % a month, not a twelfth', () => {
  expect(periodRate(0.1, 12)).toBeCloseTo(0.00797414, 8);
});

it('twelve purchases of 10, one a period at 1 %, are worth 112.5508 and not 718.2375', () => {
  const periods = periodsOf({ days: 12, periodDays: 1, ratePerPeriod: 0.01 });
  expect(10 * discountedIncrements((days) => days, periods)).toBeCloseTo(112.5508, 4);
});

it('cuts the last month of 365 days short and discounts it by its own length', () => {
  const periods = periodsOf(monthlyHorizon(0.1));
  expect(periods).toHaveLength(12);
  expect(periods.at(-1)?.end).toBe(365);
  expect(periods.at(-1)?.discount).toBeCloseTo(1.1 ** (-365 / 365.25), 12);
});

const alone = [oneOf('a', 0, 0), oneOf('a', 2, 30), oneOf('a', 2, 50), oneOf('b', 2, 30)];

it('is the plain loop over customers and months', () => {
  const { purchases, value } = MODELS;
  const expected = alone.slice(0, 3).reduce((sum, own) => {
    let worth = 0;
    for (let month = 1; month <= 12; month += 1) {
      const upTo = (days: number) => expectedPurchases(purchases.parameters, own, days / 7);
      const end = Math.min(month * 30.4375, 365);
      const added = upTo(end) - upTo((month - 1) * 30.4375);
      worth += added * 1.1 ** (-end / 365.25);
    }
    const mean = expectedMeanValue(value.parameters, {
      frequency: own.frequency,
      mean: own.sumMean,
    });
    return sum + 0.4 * worth * mean;
  }, 0);
  const [a] = predictLifetimeValue(alone, MODELS, PLAN);
  expect(a?.lifetimeValue.total.value).toBeCloseTo(expected, 10);
  expect(a?.lifetimeValue.perCustomer.value).toBeCloseTo(expected / 3, 10);
});

it('in a calendar that runs twice as fast, is that of a model whose customers buy half as fast', () => {
  const { parameters, ...fit } = MODELS.purchases;
  const twice = { block: 4, past: Array.from({ length: 20 }, () => 2), year: [2] };
  const slow = { ...fit, parameters: { ...parameters, alpha: 2 * parameters.alpha } };
  const timed = { ...MODELS, purchases: slow, time: purchaseTime(twice, 3) };
  const expected = predictLifetimeValue(alone, MODELS, PLAN);
  for (const [i, { purchases, lifetimeValue }] of predictLifetimeValue(
    alone,
    timed,
    PLAN,
  ).entries()) {
    for (const [found, own] of [
      [purchases, expected[i]?.purchases],
      [lifetimeValue, expected[i]?.lifetimeValue],
    ] as const) {
      expect(found.total.value / (own?.total.value ?? 0)).toBeCloseTo(1, 9);
      const [low, high] = [found, own].map((one) => one?.total.intervals[0]?.high ?? 0);
      expect((low ?? 0) / (high ?? 1)).toBeCloseTo(1, 6);
    }
  }
});

it('does not change when customers of one history are merged', () => {
  const merged = [
    oneOf('a', 0, 0),
    { ...oneOf('a', 2, 0), customers: 2, sumMean: 80, sumSquaredMean: 3400 },
    oneOf('b', 2, 30),
  ];
  const apart = predictLifetimeValue(alone, MODELS, PLAN);
  const together = predictLifetimeValue(merged, MODELS, PLAN);
  for (const [i, { lifetimeValue, scope }] of together.entries()) {
    const { value, errors } = lifetimeValue.total;
    expect(scope).toBe(apart[i]?.scope);
    expect(value).toBeCloseTo(apart[i]?.lifetimeValue.total.value ?? 0, 10);
    expect(errors.process).toBeCloseTo(apart[i]?.lifetimeValue.total.errors.process ?? 0, 10);
  }
});

it('repeats itself for a seed and scales with margin, money and a longer horizon', () => {
  fc.assert(
    fc.property(fc.double({ min: 1.01, max: 100, noNaN: true }), (factor) => {
      const at = (plan: ForecastPlan) =>
        predictLifetimeValue(alone, MODELS, plan)[0]?.lifetimeValue.total;
      const base = at(PLAN);
      expect(at(PLAN)).toEqual(base);
      expect((at({ ...PLAN, margin: 0.4 * factor })?.value ?? 0) / (base?.value ?? 0)).toBeCloseTo(
        factor,
        8,
      );
      const longer = at({ ...PLAN, horizon: monthlyHorizon(0.1, 365 * factor) });
      expect(longer?.value).toBeGreaterThan(base?.value ?? 0);
    }),
    { numRuns: 10 },
  );
});

it('gives zeros and no NaN for margin 0, an empty list and a scope sure to be gone', () => {
  expect(predictLifetimeValue([], MODELS, PLAN)).toEqual([]);
  const [free] = predictLifetimeValue(alone, MODELS, { ...PLAN, margin: 0 });
  expect(free?.lifetimeValue.total.intervals).toEqual([
    { level: 0.9, low: 0, high: 0 },
    { level: 0.95, low: 0, high: 0 },
  ]);
  const gone = { ...oneOf('gone', 1000, 10), recency: 10, age: 1000 };
  const [never] = predictLifetimeValue([gone], MODELS, PLAN);
  expect(JSON.stringify(never)).not.toMatch(/null/);
  expect(never?.purchases.total.value).toBe(0);
});

it('90 % intervals hold the totals of simulated shops about nine times in ten', () => {
  const random = randomFrom('coverage');
  const known = { ...MODELS, relativeError: 0 };
  const certain = {
    ...known,
    purchases: { ...MODELS.purchases, covariance: [] },
    value: { ...MODELS.value, covariance: [] },
  };
  const plan = { ...PLAN, margin: 1, horizon: { days: 364, periodDays: 364, ratePerPeriod: 0 } };
  let held = 0;
  const shops = 150;
  for (let shop = 0; shop < shops; shop += 1) {
    const { groups, future } = simulatedShop(100, random);
    const interval = predictLifetimeValue(groups, certain, plan)[0]?.lifetimeValue.total
      .intervals[0];
    if (interval && future >= interval.low && future <= interval.high) held += 1;
  }
  expect(held / shops).toBeGreaterThan(0.83);
  expect(held / shops).toBeLessThan(0.97);
});

function simulatedShop(customers: number, random: () => number) {
  const groups: ScopedGroup[] = [];
  let future = 0;
  for (let i = 0; i < customers; i += 1) {
    const times = simulatePurchaseTimes(MODELS.purchases.parameters, 30 + 52, random);
    const values = simulateValues(MODELS.value.parameters, times.length, random);
    const past = historyAt(30, times);
    const mean =
      values.slice(0, past.frequency).reduce((sum, value) => sum + value, 0) /
      Math.max(1, past.frequency);
    groups.push({ ...past, scope: 'all', customers: 1, sumMean: mean, sumSquaredMean: mean ** 2 });
    future += values.slice(past.frequency).reduce((sum, value) => sum + value, 0);
  }
  return { groups, future };
}
