import { expect } from 'vitest';
import * as z from 'zod';
import { backtest } from './backtest/backtest.ts';
import { fitBgNbd } from './bg-nbd/fit.ts';
import { bgNbdModel } from './bg-nbd/model.ts';
import {
  type CdnowCustomer,
  cdnowCustomers,
  decimal,
  GAMMA_GAMMA,
  itOnCdnow,
  mergeHistories,
  readTruth,
  relative,
  valueGroups,
} from './cdnow.fixture.ts';
import { wasRefused } from './fit.ts';
import { fitGammaGamma } from './gamma-gamma/fit.ts';
import { frequencyValueCorrelation } from './gamma-gamma/frequency-value-correlation.ts';

itOnCdnow('BG/NBD meets the published optimum, its groups and its covariance', () => {
  const customers = cdnowCustomers();
  const shape = z.object({
    fits: z.object({
      'sample.bgnbd': z.object({
        params: z.array(decimal),
        logLik: decimal,
        cov_log_params: z.array(z.array(decimal)),
      }),
    }),
  });
  const truth = readTruth('cdnow-sample-fits', shape).fits['sample.bgnbd'];
  const fit = fitBgNbd(mergeHistories(customers));
  if (wasRefused(fit)) throw new Error(fit.refused);
  expect(fit).toMatchObject({ customers: 2357, groups: 1016, converged: true, ridge: 0 });
  expect(Math.abs(fit.logLikelihood - truth.logLik)).toBeLessThan(1e-6);
  expect(fit.evaluations).toBeLessThan(60);
  for (const [i, value] of Object.values(fit.parameters).entries()) {
    expect(relative(value, truth.params[i] ?? 0)).toBeLessThan(1e-8);
  }
  const covariance = truth.cov_log_params.flat();
  for (const [i, entry] of fit.covariance.flat().entries()) {
    expect(relative(entry, covariance[i] ?? 0)).toBeLessThan(1e-6);
  }
});

itOnCdnow('Gamma-Gamma meets the published optimum, exactly and on 5 % bins', () => {
  const customers = cdnowCustomers();
  const exact = fitGammaGamma(valueGroups(customers));
  const binned = fitGammaGamma(valueGroups(customers, 0.05));
  if (wasRefused(exact) || wasRefused(binned)) throw new Error('refused');
  expect(exact).toMatchObject({ customers: 946, converged: true, ridge: 0 });
  expect(exact.excludedCustomers).toBe(0);
  expect(Math.abs(exact.logLikelihood - -4055.917694801874)).toBeLessThan(1e-6);
  expect(binned.groups).toBeLessThan(exact.groups);
  expect(Math.abs(binned.logLikelihood - -4055.917694801874)).toBeLessThan(1e-2);
  for (const name of ['p', 'q', 'gamma'] as const) {
    expect(relative(exact.parameters[name], GAMMA_GAMMA[name])).toBeLessThan(1e-8);
    expect(relative(binned.parameters[name], GAMMA_GAMMA[name])).toBeLessThan(1e-4);
  }
});

itOnCdnow('backtest of 39 weeks has the published errors', () => {
  const customers = cdnowCustomers();
  const result = backtest(
    bgNbdModel,
    customers.map(({ history }) => history),
    39,
  );
  if (wasRefused(result)) throw new Error(result.refused);
  expect(result.actual).toBe(1882);
  expect(result.predicted).toBeCloseTo(1653.4086979425479, 4);
  expect(100 * (result.bias ?? 0)).toBeCloseTo(-12.146190332489482, 5);
  expect(result.mae).toBeCloseTo(0.785454236606079, 6);
  expect(result.rmse).toBeCloseTo(1.6079820107440017, 6);
  expect(result.relativeError).toBeGreaterThan(0.1);
});

itOnCdnow('frequency and value hardly correlate, on bins as on customers', () => {
  const customers = cdnowCustomers();
  const pairs = customers.filter(({ history }) => history.frequency > 0);
  const mean = (of: (customer: CdnowCustomer) => number) =>
    pairs.reduce((sum, pair) => sum + of(pair), 0) / pairs.length;
  const x = mean(({ history }) => history.frequency);
  const m = mean(({ history }) => history.sumMean);
  const cross = mean(({ history }) => (history.frequency - x) * (history.sumMean - m));
  const deviationX = Math.sqrt(mean(({ history }) => (history.frequency - x) ** 2));
  const deviationM = Math.sqrt(mean(({ history }) => (history.sumMean - m) ** 2));
  const expected = cross / (deviationX * deviationM);
  expect(frequencyValueCorrelation(valueGroups(customers))).toBeCloseTo(expected, 10);
  expect(frequencyValueCorrelation(valueGroups(customers, 0.05))).toBeCloseTo(expected, 5);
});
