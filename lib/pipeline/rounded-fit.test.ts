import { expect, it } from 'vitest';
import type { FittedRetention } from '#lib/models/contractual-value/fitted-retention.ts';
import type { FittedModel } from '#lib/models/fitted-model.ts';
import { roundedModel } from './rounded-fit.ts';

const FIT: FittedModel = {
  id: 'purchases',
  model: 'bg-nbd',
  unit: 'week',
  scope: 'all',
  window: { from: '2023-11-01', to: '2026-11-16' },
  backtest: {
    model: 'bg-nbd',
    hasCalendar: false,
    calibration: 1,
    relativeError: 0.08,
    errorDegrees: 6,
    cuts: [
      {
        cut: '2026-05-18',
        ...{ calibration: 1, holdout: 26, customers: 2301, actual: 3517, predicted: 3558.4 },
        ...{ bias: 0.0118, mae: 1.124, rmse: 1.962, relativeError: 0 },
      },
    ],
    candidates: [],
  },
  calendar: null,
  parameters: { r: 0.8, alpha: 6.2, a: 0.2, b: 1.1 },
  intervals: { r: [0.7, 0.9], alpha: [5.8, 6.6], a: [0.1, 0.3], b: [0.9, 1.3] },
  logLikelihood: -11_047.8,
  customers: 2376,
  groups: 817,
  converged: true,
  iterations: 19,
  ridge: 0,
};

it('rounds what counts people and orders down to tens, and nothing else', () => {
  const rounded = roundedModel(FIT, 10);
  if (!('backtest' in rounded)) expect.fail('another record');
  const { customers, backtest, ...rest } = rounded;
  expect(customers).toBe(2370);
  expect(backtest?.cuts).toEqual([
    { ...FIT.backtest?.cuts[0], customers: 2300, actual: 3510, predicted: 3550 },
  ]);
  const { customers: _, backtest: __, ...same } = FIT;
  expect(rest).toEqual(same);
});

it('leaves a model that was not tested without a backtest', () => {
  expect(roundedModel({ ...FIT, backtest: null }, 10)).toMatchObject({ backtest: null });
});

it('rounds the renewals of subscribers too', () => {
  const { parameters: _, intervals: __, ...numbers } = FIT;
  const holdout = { renewals: 6, customers: 811, actual: 3917, predicted: 3988.2, bias: 0.018 };
  const retention: FittedRetention = {
    ...numbers,
    ...{ id: 'retention-month', model: 'sbg', unit: 'month', scope: 'all', to: '2026-11-16' },
    ...{ parameters: { alpha: 0.7, beta: 1.2 }, intervals: { alpha: [0.6, 0.8], beta: [1, 1.4] } },
    holdout,
  };
  const rounded = { ...holdout, customers: 810, actual: 3910, predicted: 3980 };
  expect(roundedModel(retention, 10)).toEqual({ ...retention, customers: 2370, holdout: rounded });
});
