import { expect, it } from 'vitest';
import {
  eachReleased,
  mapReleased,
  mapReleasedAsync,
  openReleased,
  pairReleased,
  type Released,
  seal,
} from './released.ts';

it('gives back what was sealed', () => {
  expect(openReleased(seal({ value: 1 }))).toEqual({ value: 1 });
});

it('rewrites without breaking the seal', async () => {
  const doubled = mapReleased(seal(2), (n) => n * 2);
  expect(openReleased(doubled)).toBe(4);
  expect(openReleased(await mapReleasedAsync(doubled, async (n) => `${n}`))).toBe('4');
  expect(openReleased(pairReleased(seal(1), seal(2), (a, b) => a + b))).toBe(3);
  expect(eachReleased(seal([1, 2])).map(openReleased)).toEqual([1, 2]);
});

it.each([
  ['a plain object', {}],
  ['a copy of a sealed value', { ...seal(1) }],
  ['an object with its prototype', Object.create(Object.getPrototypeOf(seal(1)))],
  ['a clone by JSON', JSON.parse(JSON.stringify(seal(1)))],
])('throws on %s, whatever its type claims', (_, forged: Released<number>) => {
  expect(() => openReleased(forged)).toThrow(TypeError);
  expect(() => mapReleased(forged, (n) => n)).toThrow(TypeError);
});

it('shows nothing of its content to a log', () => {
  expect(JSON.stringify(seal('secret'))).not.toContain('secret');
  expect(Object.keys(seal('secret'))).toEqual([]);
});
