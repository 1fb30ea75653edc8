import { describe, expect, it } from 'vitest';
import { expectedPurchases } from '#lib/models/bg-nbd/expected-purchases.ts';
import { isForecast } from '#lib/models/forecast.ts';
import { expectedMeanValue } from '#lib/models/gamma-gamma/expected-mean-value.ts';
import { type FitPlan, fitModels } from './fit-models.ts';
import type { HistoryLoader } from './histories/history-loader.ts';
import {
  SIMULATED_AS_OF,
  SIMULATED_PLAN,
  simulatedCustomers,
  simulatedLoader,
} from './simulated-histories.fixture.ts';

const customers = simulatedCustomers(1_200);
/** Nothing to choose by: BG/NBD. */
const untested = { holdout: async () => [] };

async function forecastOf(load: HistoryLoader, plan: Partial<FitPlan> = {}) {
  const { forecast, models } = await fitModels(load, { ...SIMULATED_PLAN, ...plan });
  if (!isForecast(forecast)) throw new Error(forecast.refused);
  return { forecast, models };
}

it('forecasts everyone at the cut and each scope at the close, from models fitted at the cut', async () => {
  const load = simulatedLoader(customers);
  const { forecast, models } = await forecastOf(load);
  expect(new Set(load.asked.map((question) => question.join(' ')))).toEqual(
    new Set([
      `histories ${SIMULATED_AS_OF}`,
      `values ${SIMULATED_AS_OF}`,
      `purchases ${SIMULATED_AS_OF}`,
      'reach',
      'holdout 2026-02-16',
      'holdout 2026-05-18',
      'holdout 2026-08-17',
      `scopedHistories ${SIMULATED_PLAN.closeDate}`,
    ]),
  );
  expect(forecast.everyone.customers).toBe(1_200);
  const known = customers.filter(({ age }) => age >= 6).length;
  const scoped = [...forecast.scopes].map(([scope, own]) => [scope, own.customers]);
  expect(scoped.map(([scope]) => scope).sort()).toEqual(['country:FR', 'country:IE']);
  expect(scoped.reduce((sum, [, count]) => sum + Number(count), 0)).toBe(known);
  expect(
    models.map(({ id, model, unit, window, customers: own }) => [id, model, unit, window, own]),
  ).toEqual([
    ['purchases', 'bg-nbd', 'week', { from: '2025-09-22', to: SIMULATED_AS_OF }, 1_200],
    ['value', 'gamma-gamma', 'week', { from: '2025-09-22', to: SIMULATED_AS_OF }, repeaters],
  ]);
});

it('forecasts the plain loop over customers and months of what the models say', async () => {
  const { forecast, models } = await forecastOf(simulatedLoader(customers, untested));
  const [r, alpha, a, b] = valuesOf(models[0]?.parameters);
  const [p, q, gamma] = valuesOf(models[1]?.parameters);
  let purchases = 0;
  let value = 0;
  for (const { age, times, values } of customers) {
    const history = { frequency: times.length, recency: times.at(-1) ?? 0, age };
    const upTo = (days: number) =>
      expectedPurchases({ r, alpha, a, b }, history, Math.min(days, 365) / 7);
    purchases += upTo(365);
    let worth = 0;
    for (let month = 1; month <= 12; month += 1) {
      const years = Math.min(month * 30.4375, 365) / 365.25;
      worth += (upTo(month * 30.4375) - upTo((month - 1) * 30.4375)) * 1.1 ** -years;
    }
    const mean = values.reduce((sum, one) => sum + one, 0) / Math.max(1, values.length);
    value += 0.4 * worth * expectedMeanValue({ p, q, gamma }, { frequency: times.length, mean });
  }
  expect(forecast.everyone.purchases.total.value / purchases).toBeCloseTo(1, 9);
  expect(forecast.everyone.lifetimeValue.total.value / value).toBeCloseTo(1, 9);
  expect(forecast.everyone.lifetimeValue.perCustomer.value).toBeCloseTo(value / 1_200, 9);
});

it('repeats itself for a seed; another seed moves the interval and not the value', async () => {
  const load = simulatedLoader(customers);
  const { forecast: first } = await forecastOf(load);
  const { forecast: again } = await forecastOf(load);
  const { forecast: other } = await forecastOf(load, { seed: 'another run' });
  expect(again).toEqual(first);
  const own = (outcome: typeof first) => outcome.everyone.lifetimeValue.perCustomer;
  expect(own(other).value).toBe(own(first).value);
  expect(own(other).intervals).not.toEqual(own(first).intervals);
  expect(own(first).intervals.map(({ level }) => level)).toEqual([0.95]);
});

it('carries the bias of its holdout', async () => {
  const { forecast, models } = await forecastOf(simulatedLoader(customers));
  const cut = models[0]?.backtest?.cuts.at(-1);
  const seen = customers.filter(({ age }) => age >= 13);
  const bought = seen.flatMap(({ age, times }) => times.filter((time) => time > age - 13)).length;
  expect(cut).toMatchObject({ holdout: 13, customers: seen.length, actual: bought });
  expect(forecast.holdoutBias).toBe((cut?.predicted ?? 0) / bought - 1);
  expect(models[1]?.backtest).toBeNull();
});

const frequent = customers.filter(({ times }) => times.length >= 2).length;
const repeaters = customers.filter(({ times }) => times.length > 0).length;

const valuesOf = (parameters: Readonly<Record<string, number>> = {}) => {
  const [first = 0, second = 0, third = 0, fourth = 0] = Object.values(parameters);
  return [first, second, third, fourth] as const;
};

describe('the holdout', () => {
  it('may be refused a fit; then the forecast has no bias to tell', async () => {
    const { forecast } = await forecastOf(simulatedLoader(customers, untested));
    expect(forecast.holdoutBias).toBeNull();
  });
});

it('is made where as many customers as k have bought three times', async () => {
  const { forecast } = await forecastOf(simulatedLoader(customers), { minCustomers: frequent });
  expect(forecast.everyone.customers).toBe(1_200);
});

describe('no forecast', () => {
  it.each([
    ['too-few-buyers', { load: simulatedLoader(simulatedCustomers(499), untested) }],
    [
      'history-too-short',
      { load: simulatedLoader(customers, { ...untested, reached: { historyDays: 179 } }) },
    ],
    [
      'no-recent-order',
      { load: simulatedLoader(customers, { ...untested, reached: { daysSinceLastOrder: 31 } }) },
    ],
    [
      'too-few-frequent-buyers',
      { load: simulatedLoader(customers, untested), minCustomers: frequent + 1 },
    ],
  ])('%s: the models stay', async (refused, { load, ...plan }) => {
    const run = await fitModels(load, { ...SIMULATED_PLAN, ...plan });
    expect(run.forecast).toEqual({ refused });
    expect(run.models.map(({ model }) => model)).toEqual(['bg-nbd', 'gamma-gamma']);
  });

  it.each([
    ['no-repeat-purchases', { values: async () => [] }],
    ['too-few-customers', { histories: async () => [] }],
  ])('%s: no model either', async (refused, change) => {
    const run = await fitModels(simulatedLoader(customers, change), SIMULATED_PLAN);
    expect(run).toEqual({ models: [], forecast: { refused }, warnings: [] });
  });
});

it('warns where frequent buyers spend more on each purchase', async () => {
  const richer = customers.map((customer) => ({
    ...customer,
    values: customer.values.map((value) => value * customer.times.length),
  }));
  const { warnings } = await fitModels(simulatedLoader(richer), SIMULATED_PLAN);
  expect(warnings).toEqual([expect.stringMatching(/correlate \(0\.\d\d\)/)]);
  expect((await fitModels(simulatedLoader(customers), SIMULATED_PLAN)).warnings).toEqual([]);
});
