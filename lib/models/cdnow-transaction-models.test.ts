import { expect } from 'vitest';
import * as z from 'zod';
import { bgNbdModel } from './bg-nbd/model.ts';
import {
  cdnowCustomers,
  decimal,
  GAMMA_GAMMA,
  itOnCdnow,
  mergeHistories,
  readTruth,
  relative,
} from './cdnow.fixture.ts';
import { discountedExpectedTransactions } from './discounted-expected-transactions.ts';
import { expectedMeanValue } from './gamma-gamma/expected-mean-value.ts';
import { mbgNbdModel } from './mbg-nbd/model.ts';
import { logLikelihood } from './pareto-nbd/log-likelihood.ts';
import { paretoNbdModel } from './pareto-nbd/model.ts';
import { probabilityAlive } from './pareto-nbd/probability-alive.ts';
import { fitted, lawOf } from './transaction-model.fixture.ts';
import type { PurchaseLaw } from './transaction-model.ts';

/** Models by their names in the truth files. */
const MODELS = { bgnbd: bgNbdModel, mbgnbd: mbgNbdModel, pnbd: paretoNbdModel };
const NAMES = ['bgnbd', 'mbgnbd', 'pnbd'] as const;

const FIT = z.object({
  params: z.array(decimal),
  logLik: decimal,
  cov_log_params: z.array(z.array(decimal)),
});
const FITS = z.object({
  fits: z.object({ 'sample.bgnbd': FIT, 'sample.mbgnbd': FIT, 'sample.pnbd': FIT }),
});

const truthOf = (name: (typeof NAMES)[number]) =>
  readTruth('cdnow-sample-fits', FITS).fits[`sample.${name}`];

const publishedLaw = (name: (typeof NAMES)[number]): PurchaseLaw =>
  MODELS[name].lawAt(truthOf(name).params.map(Math.log));

/** 15 % a year of 52 weeks, continuous, a week. */
const RATE = Math.log(1.15) / 52;

itOnCdnow('each model meets the published optimum and its covariance', () => {
  const groups = mergeHistories(cdnowCustomers());
  for (const name of NAMES) {
    const model = MODELS[name];
    const truth = truthOf(name);
    const fit = fitted({ model }, groups);
    expect(fit, name).toMatchObject({ customers: 2357, groups: 1016, converged: true, ridge: 0 });
    expect(Math.abs(fit.logLikelihood - truth.logLik), name).toBeLessThan(1e-8);
    for (const [i, value] of Object.values(fit.parameters).entries()) {
      expect(relative(value, truth.params[i] ?? 0), name).toBeLessThan(1e-8);
    }
    for (const [i, entry] of fit.covariance.flat().entries()) {
      expect(relative(entry, truth.cov_log_params.flat()[i] ?? 0), name).toBeLessThan(1e-6);
    }
  }
});

itOnCdnow('each model scores customers as published, DERT at 15 % a year too', () => {
  const row = z.object({
    model: z.enum(NAMES),
    x: z.number(),
    t_x: decimal,
    T: decimal,
    p_alive: decimal,
    cond_exp_1w: decimal,
    cond_exp_39w: decimal,
    cond_exp_52w: decimal,
    cond_exp_520w: decimal,
    DERT_15pct_inf: decimal,
  });
  const { rows } = readTruth('cdnow-sample-customers', z.object({ rows: z.array(row) }));
  expect(rows.length).toBeGreaterThan(20);
  for (const truth of rows) {
    const law = publishedLaw(truth.model);
    const past = { frequency: truth.x, recency: truth.t_x, age: truth.T };
    const near = (actual: number, expected: number) =>
      expect(relative(actual, expected), truth.model).toBeLessThan(1e-12);
    near(law.probabilityAlive(past), truth.p_alive);
    near(law.expectedPurchases(past, 1), truth.cond_exp_1w);
    near(law.expectedPurchases(past, 39), truth.cond_exp_39w);
    near(law.expectedPurchases(past, 52), truth.cond_exp_52w);
    near(law.expectedPurchases(past, 520), truth.cond_exp_520w);
    const expected = (horizon: number) => law.expectedPurchases(past, horizon);
    near(discountedExpectedTransactions(expected, RATE), truth.DERT_15pct_inf);
  }
});

itOnCdnow('Pareto/NBD scores hard cases', () => {
  const number = z.number();
  const row = z.object({
    ...{ r: number, alpha: number, s: number, beta: number },
    ...{ x: number, t_x: number, T: number, log_lik: decimal, p_alive: decimal },
  });
  const { rows } = readTruth('hard-pareto-nbd', z.object({ rows: z.array(row) }));
  expect(rows.length).toBeGreaterThan(30);
  for (const { x, t_x, T, log_lik, p_alive, ...parameters } of rows) {
    const past = { frequency: x, recency: t_x, age: T };
    const value = logLikelihood(parameters, [{ ...past, customers: 1 }]);
    expect(relative(value, log_lik)).toBeLessThan(1e-12);
    const error = Math.abs(probabilityAlive(parameters, past) - p_alive);
    expect(error).toBeLessThanOrEqual(1e-12 * p_alive);
  }
});

itOnCdnow(
  'MBG/NBD meets the hard cases of BG/NBD, which is one with it at b + 1 after a repeat',
  () => {
    const number = z.number();
    const row = z.object({
      ...{ r: number, alpha: number, a: number, b: number },
      ...{ x: number, t_x: number, T: number, t: number, cond_exp: decimal },
    });
    const { rows } = readTruth(
      'hard-bg-nbd-conditional-expectation',
      z.object({ rows: z.array(row) }),
    );
    const repeats = rows.filter(({ x, b }) => x > 0 && b > 1);
    expect(repeats.length).toBeGreaterThan(20);
    for (const { x, t_x, T, t, cond_exp, r, alpha, a, b } of repeats) {
      const past = { frequency: x, recency: t_x, age: T };
      const actual = lawOf(mbgNbdModel, { r, alpha, a, b: b - 1 }).expectedPurchases(past, t);
      expect(Math.abs(actual - cond_exp)).toBeLessThanOrEqual(1e-10 * cond_exp);
    }
  },
);

itOnCdnow('each model tracks the published cumulative repeats up to week 78', () => {
  const shape = z.object({ sample: z.record(z.string(), z.array(z.number())) });
  const { sample } = readTruth('cdnow-sample-tracking', shape);
  const nobody = { frequency: 0, recency: 0, age: 0 };
  const groups = mergeHistories(cdnowCustomers());
  // The first of January 1997 is day 1 of the 273 up to the cut.
  const [from, to] = [273 / 7, 78];
  for (const name of NAMES) {
    const law = publishedLaw(name);
    const total = groups.reduce(
      (sum, { age, customers }) => sum + customers * law.expectedPurchases(nobody, age - from + to),
      0,
    );
    expect(relative(total, sample[name]?.at(-1) ?? 0), name).toBeLessThan(1e-9);
  }
});

itOnCdnow('each model gives the published totals of the cohort', () => {
  const total = z.object({ sum_clv_12m_1pct: decimal, sum_E_39w: decimal, sum_p_alive: decimal });
  const shape = z.object({
    cohort_totals: z.object({ bgnbd: total, mbgnbd: total, pnbd: total }),
  });
  const truth = readTruth('cdnow-sample-clv', shape).cohort_totals;
  const customers = cdnowCustomers();
  for (const name of NAMES) {
    const law = publishedLaw(name);
    const sums = { clv: 0, purchases: 0, alive: 0 };
    for (const { history: past } of customers) {
      const { frequency, sumMean: mean } = past;
      sums.alive += law.probabilityAlive(past);
      sums.purchases += law.expectedPurchases(past, 39);
      sums.clv += expectedMeanValue(GAMMA_GAMMA, { frequency, mean }) * discountedYear(law, past);
    }
    expect(relative(sums.clv, truth[name].sum_clv_12m_1pct), name).toBeLessThan(1e-9);
    expect(relative(sums.purchases, truth[name].sum_E_39w), name).toBeLessThan(1e-9);
    expect(relative(sums.alive, truth[name].sum_p_alive), name).toBeLessThan(1e-9);
  }
});

/** Purchases of 12 months of 4.345 weeks, each month discounted at its end at 1 %. */
function discountedYear(law: PurchaseLaw, past: Parameters<PurchaseLaw['probabilityAlive']>[0]) {
  const ifActive = Array.from({ length: 12 }, (_, month) => {
    const upTo = (months: number) => law.purchasesIfAlive(past, 4.345 * months);
    return (upTo(month + 1) - upTo(month)) / 1.01 ** (month + 1);
  });
  return law.probabilityAlive(past) * ifActive.reduce((sum, value) => sum + value, 0);
}

itOnCdnow('each model has the published errors of 39 weeks held out', () => {
  const errors = z.object({ MAE: z.number(), RMSE: z.number(), bias_pct: z.number() });
  const transactions = z.object({ bgnbd: errors, mbgnbd: errors, pnbd: errors });
  const shape = z.object({ sample: z.object({ transactions }) });
  const truth = readTruth('cdnow-sample-holdout', shape).sample.transactions;
  const customers = cdnowCustomers().map(({ history }) => history);
  for (const name of NAMES) {
    const law = publishedLaw(name);
    const misses = customers.map((past) => law.expectedPurchases(past, 39) - past.holdoutPurchases);
    const mean = (of: (miss: number) => number) =>
      misses.reduce((sum, miss) => sum + of(miss), 0) / misses.length;
    expect(mean(Math.abs), name).toBeCloseTo(truth[name].MAE, 9);
    expect(Math.sqrt(mean((miss) => miss * miss)), name).toBeCloseTo(truth[name].RMSE, 9);
    const bias = (100 * misses.length * mean((miss) => miss)) / 1882;
    expect(bias, name).toBeCloseTo(truth[name].bias_pct, 7);
  }
});
