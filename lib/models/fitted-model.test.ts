import { expect, it } from 'vitest';
import { describeFit } from './fitted-model.ts';

it('is the record of models.json, with intervals on the log scale', () => {
  const context = {
    id: 'all.gamma-gamma',
    model: 'gamma-gamma',
    unit: 'week',
    scope: 'all',
    window: { from: '1997-01-01', to: '1997-10-01' },
    backtest: null,
    calendar: null,
  } as const;
  const fit = {
    parameters: { p: 6, q: 4, gamma: 15 },
    covariance: [
      [0.01, 0, 0],
      [0, 0.04, 0],
      [0, 0, 0.09],
    ],
    logLikelihood: -4055.9,
    customers: 946,
    groups: 900,
    converged: true,
    iterations: 12,
    evaluations: 13,
    ridge: 0,
  };
  const { intervals, ...record } = describeFit(fit, context);
  const { covariance: _, evaluations: __, ...printed } = fit;
  expect(record).toEqual({ ...context, ...printed });
  // 6 × e^±0.196, 4 × e^±0.392.
  expect(intervals['p']?.[0]).toBeCloseTo(4.932, 3);
  expect(intervals['p']?.[1]).toBeCloseTo(7.299, 3);
  expect(intervals['q']?.[1]).toBeCloseTo(5.92, 2);
});
