import { expect, it } from 'vitest';
import { alternativeFrom, reaches, scaleOf } from './alternative.ts';
import type { Component } from './system.ts';
import { countCell, sumCell } from './tables.fixture.ts';

const row = { columns: [0, 1, 2], coefficients: [-1, 1, 1] };
const counts: Component = {
  cells: [countCell({}, 30), countCell({ country: 'se' }, 25), countCell({ country: 'fi' }, 5)],
  rows: [row],
};
const sums: Component = {
  cells: [
    sumCell({}, [5e9, 7e9]),
    sumCell({ country: 'se' }, [5e9]),
    sumCell({ country: 'fi' }, [7e9]),
  ],
  rows: [row],
};

const read = (component: Component, moves: readonly number[]) =>
  alternativeFrom(Float64Array.from(moves), component, {
    room: component.cells.map(({ total }) => total),
    knows: [],
    targets: [],
  });

it('counts people one by one', () => expect(scaleOf(counts)).toBe(1));

it('scales amounts by a power of two to about a million', () => {
  // 12e9 / 2^14 = 732,422; half that factor would leave 1,464,844.
  expect(scaleOf(sums)).toBe(2 ** 14);
});

it('accepts a table that differs where the equations allow it', () => {
  expect(read(counts, [0, -3, 3])?.moved).toEqual([1, 2]);
  expect(read(counts, [1e-9, -3 + 1e-9, 3])?.moved).toEqual([1, 2]);
});

it.each([
  ['does not add up', counts, [0, -3, 4]],
  ['takes away more than there is', counts, [0, 6, -6]],
  ['divides a customer', counts, [0, -2.5, 2.5]],
  ['is no number', counts, [Number.NaN, 0, 0]],
  ['misplaces a minor unit', sums, [0, -1, 1 + 2 ** -14]],
] as const)('rejects a table that %s', (_, component, moves) => {
  expect(read(component, moves)).toBeUndefined();
});

it('reaches a target at its distance and no nearer', () => {
  const alternative = { moves: Float64Array.from([0, -3, 3]), moved: [1, 2] };
  expect(reaches(alternative, { cell: 2, direction: 1, distance: 3 })).toBe(true);
  expect(reaches(alternative, { cell: 2, direction: 1, distance: 4 })).toBe(false);
  expect(reaches(alternative, { cell: 2, direction: -1, distance: 3 })).toBe(false);
});
