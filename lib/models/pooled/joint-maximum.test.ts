import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hessianOf } from '#lib/numerics/hessian-of.ts';
import { invertPositiveDefinite } from '#lib/numerics/invert-positive-definite.ts';
import { fitBdwByLevel } from '../bdw/fit-by-level.ts';
import { relative } from '../cdnow.fixture.ts';
import { wasRefused } from '../fit.ts';
import { fitted } from '../fitted.fixture.ts';
import { sbgProblem } from '../sbg/fit.ts';
import { fitSbgByLevel } from '../sbg/fit-by-level.ts';
import { logLikelihood } from '../sbg/log-likelihood.ts';
import { sbgAt } from '../sbg/parameters.ts';
import { anyTenures } from '../tenure/tenures.fixture.ts';
import { LEVELS } from './levels.fixture.ts';

describe('a pooled fit is the joint maximum a posteriori', () => {
  const weight = 2;
  const fit = fitted(fitSbgByLevel(LEVELS, weight));
  const logs = [fit, ...fit.levels].flatMap(({ parameters }) =>
    [parameters.alpha, parameters.beta].map(Math.log),
  );
  const problems = LEVELS.map(({ groups }) => sbgProblem(groups));

  /** Minus the gradient of the joint log posterior in (common, small, large), written out. */
  const slopes = ([a = 0, b = 0, ...levels]: readonly number[]) => {
    const own = problems.flatMap((problem, i) => {
      const [x = 0, y = 0] = levels.slice(2 * i);
      const [inAlpha = 0, inBeta = 0] = problem.evaluate(sbgAt([x, y])).gradient;
      return [weight * (x - a) - inAlpha, weight * (y - b) - inBeta];
    });
    const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = levels;
    return [weight * (2 * a - x1 - x2), weight * (2 * b - y1 - y2), ...own];
  };

  it('where the joint gradient vanishes', () => {
    for (const slope of slopes(logs)) expect(Math.abs(slope)).toBeLessThan(1e-4);
    expect(fit.poolingWeight).toBe(weight);
    const own = LEVELS.map(({ groups }, i) => {
      const parameters = fit.levels[i]?.parameters ?? fit.parameters;
      return logLikelihood(parameters, groups);
    });
    expect(fit.logLikelihood).toBeCloseTo((own[0] ?? 0) + (own[1] ?? 0), 8);
  });

  it('with the inverse of the joint Hessian', () => {
    const joint = invertPositiveDefinite(hessianOf(slopes, logs)) ?? [];
    const block = (at: number) => [0, 1].map((i) => [0, 1].map((j) => joint[at + i]?.[at + j]));
    for (const [i, own] of [fit, ...fit.levels].entries()) {
      const expected = block(2 * i).flat();
      for (const [j, entry] of own.covariance.flat().entries()) {
        expect(relative(entry, expected[j] ?? 0)).toBeLessThan(1e-4);
      }
    }
  });
});

it('holds the common values by the ridge that all customers together need', () => {
  // Half renew each time, in both levels: parameters run off.
  const halves = [0, 1, 2].map((renewals) => ({
    renewals,
    isLost: true,
    customers: 512 / 2 ** renewals,
  }));
  const levels = ['one', 'other'].map((name) => ({ level: name, groups: halves }));
  const fit = fitted(fitSbgByLevel(levels));
  expect(fit.ridge).toBe(1);
  const common = Math.log(fit.parameters.beta);
  const pull = fit.levels.map(({ parameters }) => common - Math.log(parameters.beta));
  expect(fit.poolingWeight * ((pull[0] ?? 0) + (pull[1] ?? 0)) + common).toBeCloseTo(0, 5);
});

it.each([
  ['too-few-customers', []],
  ['too-few-customers', [{ level: 'all', groups: [] }]],
  [
    'parameters-not-identified',
    [{ level: 'all', groups: [{ renewals: 0, isLost: true, customers: 9 }] }],
  ],
])('refuses: %s', (refused, levels) => {
  expect(fitSbgByLevel(levels)).toEqual({ refused });
  expect(fitBdwByLevel(levels)).toEqual({ refused });
});

it('populations of any shape: a sound fit or a refusal, never NaN', () => {
  let fits = 0;
  fc.assert(
    fc.property(fc.array(anyTenures, { maxLength: 6 }), (list) => {
      const levels = list.map((groups, i) => ({ level: `level ${i}`, groups }));
      const fit = fitSbgByLevel(levels);
      if (wasRefused(fit)) return;
      fits += 1;
      for (const { parameters, covariance } of [fit, ...fit.levels]) {
        const numbers = [...Object.values(parameters), ...covariance.flat()];
        expect(numbers.every(Number.isFinite)).toBe(true);
        expect(covariance.every((row, i) => (row[i] ?? 0) > 0)).toBe(true);
      }
      expect(fit.logLikelihood).toBeLessThanOrEqual(0);
    }),
    { numRuns: 200 },
  );
  expect(fits).toBeGreaterThan(60);
});
