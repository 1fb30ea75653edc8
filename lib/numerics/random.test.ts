import { expect, it } from 'vitest';
import { type Random, randomFrom, randomFromState } from './random-from.ts';
import { sampleBeta } from './sample-beta.ts';
import { sampleGamma } from './sample-gamma.ts';
import { sampleGeometric } from './sample-geometric.ts';
import { sampleMultinormal } from './sample-multinormal.ts';
import { sampleNormal } from './sample-normal.ts';
import { samplePoisson } from './sample-poisson.ts';

// First outputs of the authors' xoshiro128starstar.c from state (1, 2, 3, 4).
const PUBLISHED = [11520, 0, 5927040, 70819200, 2031721883, 1637235492, 1287239034, 3734860849];

it('is xoshiro128**', () => {
  const random = randomFromState([1, 2, 3, 4]);
  for (let i = 0; i < PUBLISHED.length; i += 2) {
    const high = Math.floor((PUBLISHED[i] ?? 0) / 32);
    const low = Math.floor((PUBLISHED[i + 1] ?? 0) / 64);
    expect(random()).toBe((high * 2 ** 26 + low) / 2 ** 53);
  }
});

it('gives one sequence a seed, and others for near seeds', () => {
  const first = (seed: string | number) => randomFrom(seed)();
  expect(first('shop')).toBe(first('shop'));
  expect(new Set([1, 2, 3, 'shop', 'shoq', ''].map(first)).size).toBe(6);
});

const DRAWS = 40_000;

interface Moments {
  readonly mean: number;
  readonly variance: number;
}

function momentsOf(sample: (random: Random) => number): Moments {
  const random = randomFrom('moments');
  const values = Array.from({ length: DRAWS }, () => sample(random));
  const mean = values.reduce((sum, value) => sum + value, 0) / DRAWS;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / DRAWS;
  return { mean, variance };
}

// Textbook means and variances.
it.each<[string, (random: Random) => number, Moments]>([
  ['uniform', (random) => random(), { mean: 1 / 2, variance: 1 / 12 }],
  ['normal', sampleNormal, { mean: 0, variance: 1 }],
  ['gamma 2.5', (random) => sampleGamma(2.5, random), { mean: 2.5, variance: 2.5 }],
  ['gamma 0.3', (random) => sampleGamma(0.3, random), { mean: 0.3, variance: 0.3 }],
  [
    'beta 0.8, 2.4',
    (random) => sampleBeta({ a: 0.8, b: 2.4 }, random),
    { mean: 0.25, variance: 0.1875 / 4.2 },
  ],
  [
    'beta 0.001, 0.001',
    (random) => sampleBeta({ a: 0.001, b: 0.001 }, random),
    { mean: 0.5, variance: 0.25 / 1.002 },
  ],
  ['geometric 0.25', (random) => sampleGeometric(0.25, random), { mean: 4, variance: 12 }],
  ['geometric 1', (random) => sampleGeometric(1, random), { mean: 1, variance: 0 }],
  ['Poisson 0', (random) => samplePoisson(0, random), { mean: 0, variance: 0 }],
  ['Poisson 3', (random) => samplePoisson(3, random), { mean: 3, variance: 3 }],
  ['Poisson 70', (random) => samplePoisson(70, random), { mean: 70, variance: 70 }],
])('%s has its mean and variance', (_, sample, { mean, variance }) => {
  const found = momentsOf(sample);
  expect(Math.abs(found.mean - mean)).toBeLessThanOrEqual(5 * Math.sqrt(variance / DRAWS));
  expect(Math.abs(found.variance - variance)).toBeLessThanOrEqual(0.06 * variance);
});

it('correlates a normal vector as its Cholesky factor says', () => {
  const product = momentsOf((random) => {
    const [x = 0, y = 0] = sampleMultinormal([1, 2], [[2], [1, 3]], random);
    return (x - 1) * (y - 2);
  });
  expect(product.mean).toBeCloseTo(2, 0);
});
