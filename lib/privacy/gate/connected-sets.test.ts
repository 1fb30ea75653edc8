import { expect, it } from 'vitest';
import { connectedSets } from './connected-sets.ts';

it('ties nodes together through any chain of links', () => {
  expect(
    connectedSets(7, [
      [5, 1],
      [2, 3],
      [3, 5],
    ]),
  ).toEqual([[0], [1, 2, 3, 5], [4], [6]]);
});

it('leaves unlinked nodes alone', () => {
  expect(connectedSets(2, [[], [1]])).toEqual([[0], [1]]);
});
