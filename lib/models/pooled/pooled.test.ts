import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hessianOf } from '#lib/numerics/hessian-of.ts';
import { invertPositiveDefinite } from '#lib/numerics/invert-positive-definite.ts';
import { randomFrom } from '#lib/numerics/random-from.ts';
import { sampleNormal } from '#lib/numerics/sample-normal.ts';
import { fitBdw } from '../bdw/fit.ts';
import { fitBdwByLevel } from '../bdw/fit-by-level.ts';
import * as bdw from '../bdw/survival.ts';
import { relative } from '../cdnow.fixture.ts';
import { type NotFitted, wasRefused } from '../fit.ts';
import { fitSbg, sbgProblem } from '../sbg/fit.ts';
import { fitSbgByLevel } from '../sbg/fit-by-level.ts';
import { logLikelihood } from '../sbg/log-likelihood.ts';
import { type SbgParameters, sbgAt } from '../sbg/parameters.ts';
import { simulateRenewals } from '../sbg/simulate.ts';
import { survival } from '../sbg/survival.ts';
import type { TenureLevel } from '../tenure/tenure-group.ts';
import { anyTenures, simulatedTenures } from '../tenure/tenures.fixture.ts';

const FAITHFUL = { alpha: 0.5, beta: 3 };
const FICKLE = { alpha: 1.5, beta: 1.5 };

const level = (name: string, own: SbgParameters, customers: number): TenureLevel => ({
  level: name,
  groups: simulatedTenures((random) => simulateRenewals(own, random), {
    customers,
    longest: 7,
    seed: name,
  }),
});

/** Two of a kind and large, and one small that differs from them. */
const SMALL = level('small', FICKLE, 20);
const LARGE = level('large', FAITHFUL, 20_000);
const LEVELS = [SMALL, LARGE];
const everyone = (levels: readonly TenureLevel[]) => levels.flatMap(({ groups }) => groups);

function fitted<T extends object>(fit: T | NotFitted): T {
  if (wasRefused(fit)) throw new Error(fit.refused);
  return fit;
}

it('a level of 20 lies between all together and its own fit, one of 20,000 within 1 % of its own', () => {
  const fit = fitted(fitSbgByLevel(LEVELS));
  const together = fitted(fitSbg(everyone(LEVELS)));
  expect(fit.levels.map((own) => [own.level, own.customers])).toEqual([
    ['small', 20],
    ['large', 20_000],
  ]);
  const [small, large] = fit.levels;
  if (!small || !large) throw new Error('two levels');
  const ownSmall = fitted(fitSbg(SMALL.groups));
  const ownLarge = fitted(fitSbg(LARGE.groups));
  for (const t of [1, 2, 4, 7]) {
    const own = survival(ownSmall.parameters, t);
    const common = survival(together.parameters, t);
    const pooled = survival(small.parameters, t);
    expect(pooled).toBeGreaterThan(own + 0.1 * (common - own));
    expect(pooled).toBeLessThan(common - 0.1 * (common - own));
  }
  for (const name of ['alpha', 'beta'] as const) {
    expect(relative(large.parameters[name], ownLarge.parameters[name])).toBeLessThan(0.01);
  }
});

it('so it is for BdW, in survival: 20,000 tell its parameters only loosely', () => {
  const fit = fitted(fitBdwByLevel(LEVELS));
  const together = fitted(fitBdw(everyone(LEVELS)));
  const [small, large] = fit.levels;
  if (!small || !large) throw new Error('two levels');
  const ownSmall = fitted(fitBdw(SMALL.groups));
  const ownLarge = fitted(fitBdw(LARGE.groups));
  for (const t of [1, 2, 3]) {
    const pooled = bdw.survival(small.parameters, t);
    expect(pooled).toBeGreaterThan(bdw.survival(ownSmall.parameters, t));
    expect(pooled).toBeLessThan(bdw.survival(together.parameters, t));
    const own = bdw.survival(ownLarge.parameters, t);
    expect(relative(bdw.survival(large.parameters, t), own)).toBeLessThan(0.01);
  }
});

describe('is the joint maximum a posteriori', () => {
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

it('is each level on its own at no weight, and all together at a huge one', () => {
  const free = fitted(fitSbgByLevel(LEVELS, 1e-6));
  const tied = fitted(fitSbgByLevel(LEVELS, 1e7));
  const together = fitted(fitSbg(everyone(LEVELS)));
  for (const [i, { groups }] of LEVELS.entries()) {
    const own = fitted(fitSbg(groups));
    const parameters = free.levels[i]?.parameters ?? together.parameters;
    expect(relative(parameters.alpha, own.parameters.alpha)).toBeLessThan(1e-3);
    const bound = tied.levels[i]?.parameters ?? own.parameters;
    expect(relative(bound.alpha, together.parameters.alpha)).toBeLessThan(2e-3);
  }
});

it('one level alone is fitted as without levels; a level without customers gets the common values', () => {
  const alone = fitted(fitSbgByLevel([LARGE]));
  const own = fitted(fitSbg(LARGE.groups));
  expect(relative(alone.parameters.beta, own.parameters.beta)).toBeLessThan(1e-5);
  expect(alone.levels[0]?.parameters).toEqual(alone.parameters);
  const withEmpty = fitted(fitSbgByLevel([LARGE, { level: 'new', groups: [] }]));
  expect(
    relative(withEmpty.levels[1]?.parameters.beta ?? 0, withEmpty.parameters.beta),
  ).toBeLessThan(1e-6);
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

it('is nearer the truth than each level alone and than all together', () => {
  const random = randomFrom('forty levels');
  const truths = Array.from({ length: 40 }, () =>
    sbgAt([0.4 * sampleNormal(random), 0.5 + 0.4 * sampleNormal(random)]),
  );
  const levels = truths.map((own, i) => level(`level ${i}`, own, 15 * 2 ** (i % 5)));
  const pooled = fitted(fitSbgByLevel(levels));
  const together = fitted(fitSbg(everyone(levels)));
  const errors = { pooled: 0, own: 0, together: 0 };
  for (const [i, truth] of truths.entries()) {
    const expected = survival(truth, 4);
    const own = fitSbg(levels[i]?.groups ?? []);
    const miss = (parameters: SbgParameters) => (survival(parameters, 4) - expected) ** 2;
    errors.pooled += miss(pooled.levels[i]?.parameters ?? together.parameters);
    errors.own += miss(wasRefused(own) ? together.parameters : own.parameters);
    errors.together += miss(together.parameters);
  }
  expect(errors.pooled).toBeLessThan(0.7 * errors.own);
  expect(errors.pooled).toBeLessThan(0.3 * errors.together);
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
