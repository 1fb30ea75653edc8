import { expect, it } from 'vitest';
import { periodRate } from '../lifetime-value/horizon.ts';
import { type ChosenRetention, chooseRetentionModel } from './choose-retention-model.ts';
import { forecastSubscriptions, type SubscriptionPlan } from './forecast-subscriptions.ts';
import { RETENTION_MODELS } from './retention-model.ts';
import type { RenewalMonths } from './subscriber-group.ts';
import { group, grouped, simulated } from './subscribers.fixture.ts';

const [sbgModel] = RETENTION_MODELS;
if (!sbgModel) throw new Error('sBG comes first');

const PLAN: SubscriptionPlan = {
  horizonDays: 365,
  discountRateYear: 0,
  margin: 0.5,
  levels: [0.95],
  seed: 'plan',
  scopesOf: (level) => ['all:all', `level:${level}`],
};

/** sBG with (1, 3) and no doubt about it. */
const CHOSEN: ChosenRetention = {
  fit: {
    model: sbgModel,
    common: [Math.log(1), Math.log(3)],
    covariance: [],
    poolingWeight: 4,
    levels: [],
    pooled: {
      parameters: { alpha: 1, beta: 3 },
      covariance: [],
      logLikelihood: 0,
      customers: 1,
      groups: 1,
      converged: true,
      iterations: 1,
      evaluations: 1,
      ridge: 0,
    },
  },
  backtest: {
    model: sbgModel,
    heldOut: 1,
    customers: 1,
    actual: 1,
    predicted: 1,
    logLikelihood: 0,
    relativeError: 0,
  },
  relativeError: 0.1,
  errorDegrees: Number.POSITIVE_INFINITY,
};

const GROUPS = [
  group({ level: 'a', age: 2, renewals: 2, customers: 3, monthlyRevenue: 45 }),
  group({ level: 'b', age: 5, renewals: 5, monthlyRevenue: 20 }),
  group({ level: 'b', renewalMonths: 12, age: 1, renewals: 1, customers: 2, monthlyRevenue: 8 }),
  group({ level: 'b', renewalMonths: 3, age: 1, renewals: 1, customers: 9, monthlyRevenue: 99 }),
  group({ level: 'b', age: 5, renewals: 1, isLost: true, customers: 50, monthlyRevenue: 0 }),
];

/** Of those who made k renewals: B(1, 3 + k + t) / B(1, 3 + k) make t more. */
const kept = (k: number, t: number) => (3 + k) / (3 + k + t);
const monthly = periodRate(0.1, 12);
const pays = (k: number, first: number) =>
  Array.from({ length: 12 }, (_, j) => kept(k, j + first) * (1 + monthly) ** -j).reduce(
    (sum, payment) => sum + payment,
    0,
  );

it('is every payment of every active subscriber, one by one', () => {
  const models = new Map<RenewalMonths, ChosenRetention>([
    [1, CHOSEN],
    [12, CHOSEN],
  ]);
  const found = forecastSubscriptions(GROUPS, models, { ...PLAN, discountRateYear: 0.1 });
  const values = found.map(({ scope, subscribers, perSubscriber, newSubscriber }) => [
    scope,
    subscribers,
    perSubscriber.value * subscribers,
    newSubscriber.value * subscribers,
  ]);
  const a = 0.5 * 45 * pays(2, 1);
  const b = 0.5 * (20 * pays(5, 1) + 12 * 8 * kept(1, 1));
  const [newA, newB] = [0.5 * 45 * pays(0, 0), 0.5 * (20 * pays(0, 0) + 12 * 8)];
  const near = (value: number) => expect.closeTo(value, 9);
  expect(values).toEqual([
    ['all:all', 6, near(a + b), near(newA + newB)],
    ['level:a', 3, near(a), near(newA)],
    ['level:b', 3, near(b), near(newB)],
  ]);
  const errors = { parameters: expect.closeTo(0), model: 0.1 };
  for (const { perSubscriber } of found) expect(perSubscriber.errors).toMatchObject(errors);
});

it('has intervals that hold what simulated subscribers then pay', () => {
  const covered = Array.from({ length: 30 }, (_, i) => {
    const people = simulated(`coverage ${i}`, 700);
    const choice = chooseRetentionModel(grouped(people), { periods: 12, minCustomers: 10 });
    if ('refused' in choice) throw new Error(choice.refused);
    const [all] = forecastSubscriptions(grouped(people), new Map([[1, choice]]), PLAN);
    const active = people.filter(({ lasts, age }) => lasts >= age);
    const paid = active.reduce((sum, { lasts, age }) => sum + Math.min(12, lasts - age), 0);
    const truth = (0.5 * 10 * paid) / active.length;
    const [{ low = 0, high = 0 } = {}] = all?.perSubscriber.intervals ?? [];
    return low <= truth && truth <= high;
  });
  expect(covered.filter(Boolean).length).toBeGreaterThanOrEqual(27);
});
