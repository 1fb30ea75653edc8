import { expect, it } from 'vitest';
import { powerIntegral } from './power-integral.ts';

// ∫ u du, ∫ du, ∫ du/u and ∫ du/u² from 1 to 3.
it.each([
  [2, 4],
  [1, 2],
  [0, Math.log(3)],
  [1e-18, Math.log(3)],
  [-1e-12, Math.log(3)],
  [-1, 2 / 3],
])('of power %d up to 3 is %d', (power, expected) => {
  expect(powerIntegral(power, Math.log(3))).toBeCloseTo(expected, 11);
});

it('keeps its digits over a short length', () => {
  expect(powerIntegral(-0.5, 1e-12) / 1e-12).toBeCloseTo(1, 11);
});
