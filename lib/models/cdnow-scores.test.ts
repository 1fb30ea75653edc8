import { expect } from 'vitest';
import * as z from 'zod';
import { expectedPurchases } from './bg-nbd/expected-purchases.ts';
import { logLikelihood } from './bg-nbd/log-likelihood.ts';
import { bgNbdModel } from './bg-nbd/model.ts';
import { probabilityAlive } from './bg-nbd/probability-alive.ts';
import { purchaseTime } from './calendar-effects/purchase-time.ts';
import {
  BG_NBD,
  cdnowCustomers,
  decimal,
  GAMMA_GAMMA,
  itOnCdnow,
  mergeHistories,
  readTruth,
  relative,
} from './cdnow.fixture.ts';
import { expectedMeanValue } from './gamma-gamma/expected-mean-value.ts';
import { predictLifetimeValue } from './lifetime-value/predict-lifetime-value.ts';

itOnCdnow('scores customers as published', () => {
  const row = z.object({
    customer: z.string(),
    model: z.string(),
    x: z.number(),
    t_x: decimal,
    T: decimal,
    p_alive: decimal,
    cond_exp_1w: decimal,
    cond_exp_39w: decimal,
    cond_exp_52w: decimal,
    cond_exp_520w: decimal,
    log_lik_i: decimal,
  });
  const models = z.array(z.object({ model: z.string() }).loose());
  const { rows } = readTruth('cdnow-sample-customers', z.object({ rows: models }));
  const own = z.array(row).parse(rows.filter(({ model }) => model === 'bgnbd'));
  expect(own.length).toBeGreaterThan(5);
  for (const truth of own) {
    const history = { frequency: truth.x, recency: truth.t_x, age: truth.T };
    const near = (actual: number, expected: number) =>
      expect(relative(actual, expected)).toBeLessThan(1e-9);
    near(probabilityAlive(BG_NBD, history), truth.p_alive);
    near(expectedPurchases(BG_NBD, history, 1), truth.cond_exp_1w);
    near(expectedPurchases(BG_NBD, history, 39), truth.cond_exp_39w);
    near(expectedPurchases(BG_NBD, history, 52), truth.cond_exp_52w);
    near(expectedPurchases(BG_NBD, history, 520), truth.cond_exp_520w);
    near(logLikelihood(BG_NBD, [{ ...history, customers: 1 }]), truth.log_lik_i);
  }
});

itOnCdnow('scores hard cases', () => {
  const row = z.object({
    r: z.number(),
    alpha: z.number(),
    a: z.number(),
    b: z.number(),
    x: z.number(),
    t_x: z.number(),
    T: z.number(),
    t: z.number(),
    cond_exp: decimal,
  });
  const { rows } = readTruth(
    'hard-bg-nbd-conditional-expectation',
    z.object({ rows: z.array(row) }),
  );
  expect(rows.length).toBeGreaterThan(30);
  for (const { x, t_x, T, t, cond_exp, ...parameters } of rows) {
    const actual = expectedPurchases(parameters, { frequency: x, recency: t_x, age: T }, t);
    expect(Math.abs(actual - cond_exp)).toBeLessThanOrEqual(1e-10 * cond_exp);
  }
});

itOnCdnow('CLV of the year a customer and in total is the published one', () => {
  const customers = cdnowCustomers();
  const shape = z.object({
    cohort_totals: z.object({
      bgnbd: z.object({ sum_clv_12m_1pct: decimal }),
    }),
    rows: z.array(
      z.object({
        sample_id: z.string(),
        expected_mean_spend: decimal,
        bgnbd: z.object({ clv_12m_1pct_lifetimes_convention: decimal }),
      }),
    ),
  });
  const truth = readTruth('cdnow-sample-clv', shape);
  const total = forecast(mergeHistories(customers))[0];
  expect(total?.customers).toBe(2357);
  expect(
    relative(total?.lifetimeValue.total.value ?? 0, truth.cohort_totals.bgnbd.sum_clv_12m_1pct),
  ).toBeLessThan(1e-9);
  const each = forecast(customers.map(({ id, history }) => ({ ...history, scope: id })));
  for (const row of truth.rows) {
    const own = each.find(({ scope }) => scope === row.sample_id);
    const expected = row.bgnbd.clv_12m_1pct_lifetimes_convention;
    expect(relative(own?.lifetimeValue.total.value ?? 0, expected)).toBeLessThan(1e-9);
    const { history } = customers.find(({ id }) => id === row.sample_id) ?? {};
    const { frequency = 0, sumMean: mean = 0 } = history ?? {};
    expect(
      relative(expectedMeanValue(GAMMA_GAMMA, { frequency, mean }), row.expected_mean_spend),
    ).toBeLessThan(1e-9);
  }
});

/** With the published optimum: 12 months of 4.345 weeks, which is what the published figures take as one, at 1 % a month. */
const MONTH_DAYS = 4.345 * 7;

function forecast(groups: Parameters<typeof predictLifetimeValue>[0]) {
  const certain = { covariance: [], logLikelihood: 0, customers: 0, groups: 0, converged: true };
  const effort = { iterations: 0, evaluations: 0, ridge: 0 };
  return predictLifetimeValue(
    groups,
    {
      model: bgNbdModel,
      calibration: 1,
      purchases: { parameters: BG_NBD, ...certain, ...effort },
      value: { parameters: GAMMA_GAMMA, ...certain, ...effort },
      daysPerUnit: 7,
      time: purchaseTime(null),
      relativeError: 0,
      errorDegrees: Number.POSITIVE_INFINITY,
    },
    {
      horizon: { days: 12 * MONTH_DAYS, periodDays: MONTH_DAYS, ratePerPeriod: 0.01 },
      margin: 1,
      levels: [0.95],
      seed: 1,
    },
  );
}
