import { expect, it } from 'vitest';
import { cholesky } from './cholesky.ts';
import { groupBy } from './group-by.ts';
import { hessianOf } from './hessian-of.ts';
import { invertPositiveDefinite } from './invert-positive-definite.ts';

const matrix = [
  [4, 2, 2],
  [2, 5, 3],
  [2, 3, 6],
];

it('Cholesky factor, by hand', () => {
  expect(cholesky(matrix)).toEqual([[2], [1, 2], [1, 1, 2]]);
});

it('inverse times matrix is the identity', () => {
  const inverse = invertPositiveDefinite(matrix) ?? [];
  const product = matrix.map((row) =>
    inverse.map((column) => row.reduce((sum, entry, k) => sum + entry * (column[k] ?? 0), 0)),
  );
  expect(product.flat().map((entry) => Math.round(entry * 1e12) / 1e12)).toEqual([
    1, 0, 0, 0, 1, 0, 0, 0, 1,
  ]);
});

it('an indefinite, a singular and a NaN matrix have none', () => {
  expect(
    invertPositiveDefinite([
      [1, 2],
      [2, 1],
    ]),
  ).toBeNull();
  expect(
    invertPositiveDefinite([
      [1, 1],
      [1, 1],
    ]),
  ).toBeNull();
  expect(invertPositiveDefinite([[Number.NaN]])).toBeNull();
});

it('Hessian of x²y + y³ at (1, 2) is [[4, 2], [2, 12]]', () => {
  const gradient = ([x = 0, y = 0]: readonly number[]) => [2 * x * y, x * x + 3 * y * y];
  const [first = [], second = []] = hessianOf(gradient, [1, 2]);
  expect(first[0]).toBeCloseTo(4, 8);
  expect(first[1]).toBeCloseTo(2, 8);
  expect(second[1]).toBeCloseTo(12, 8);
});

it('groups keep first-seen order', () => {
  const groups = groupBy(['b1', 'a1', 'b2'], (item) => item.charAt(0));
  expect([...groups]).toEqual([
    ['b', ['b1', 'b2']],
    ['a', ['a1']],
  ]);
});
