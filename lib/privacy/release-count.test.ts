import { expect, it } from 'vitest';
import { STANDARD_POLICY } from './policy.ts';
import { releaseCount } from './release-count.ts';
import { openReleased } from './released.ts';

it.each([
  [0, null],
  [9, null],
  [10, 10],
  [19, 10],
  [20, 20],
])('tells %i as %s: neither nobody from a few, nor one more from one less', (count, value) => {
  const released = openReleased(releaseCount(count, STANDARD_POLICY));
  expect(released).toEqual({ value, reason: value === null ? 'withheld' : null });
});
