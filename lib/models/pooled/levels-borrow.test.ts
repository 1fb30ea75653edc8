import { expect, it } from 'vitest';
import { randomFrom } from '#lib/numerics/random-from.ts';
import { sampleNormal } from '#lib/numerics/sample-normal.ts';
import { fitBdw } from '../bdw/fit.ts';
import { fitBdwByLevel } from '../bdw/fit-by-level.ts';
import * as bdw from '../bdw/survival.ts';
import { relative } from '../cdnow.fixture.ts';
import { wasRefused } from '../fit.ts';
import { fitted } from '../fitted.fixture.ts';
import { fitSbg } from '../sbg/fit.ts';
import { fitSbgByLevel } from '../sbg/fit-by-level.ts';
import { type SbgParameters, sbgAt } from '../sbg/parameters.ts';
import { survival } from '../sbg/survival.ts';
import { everyone, LARGE, LEVELS, level, SMALL } from './levels.fixture.ts';

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
